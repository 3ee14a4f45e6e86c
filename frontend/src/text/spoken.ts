// The page says which language it is in; what is made by scripts follows it.

export const spoken: string = typeof document === "undefined" ? "en" : document.documentElement.lang;

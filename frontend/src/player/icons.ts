// Stroke icons of 24 units.
export const ICONS = {
  back: "M19 6v12l-9-6zM6 6v12",
  skip: "M5 6v12l9-6zM18 6v12",
  pause: "M8 5.5v13M16 5.5v13",
  play: "M7 5v14l12-7z",
  add: "M12 4.5a7.5 7.5 0 1 1-7 4.8M5 4.5v5h5M12 9v6M9 12h6",
  swap: "M4 8h14M14 4l4 4-4 4M20 16H6M10 12l-4 4 4 4",
  sound: "M4 10v4h3.5L12 18V6l-4.5 4zM15.5 9.5a3.5 3.5 0 0 1 0 5M18 7a7 7 0 0 1 0 10",
} as const;

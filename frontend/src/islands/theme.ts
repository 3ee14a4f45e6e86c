// <fieldset data-island="theme"> with radios named "theme" (auto, light, dark).
import { applyTheme, storedTheme, storeTheme, type Theme } from "../kit/theme";

const THEMES: readonly string[] = ["auto", "light", "dark"];

export function mount(element: HTMLElement): void {
  const radios = element.querySelectorAll<HTMLInputElement>('input[name="theme"]');
  const chosen = storedTheme();
  for (const radio of radios) {
    radio.checked = radio.value === chosen;
    radio.addEventListener("change", () => {
      if (!radio.checked || !THEMES.includes(radio.value)) return;
      storeTheme(radio.value as Theme);
      applyTheme(radio.value as Theme);
      document.dispatchEvent(new Event("themechange"));
    });
  }
}

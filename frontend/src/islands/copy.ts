// <button data-island="copy" data-copy="#feed-address"> copies the field's value or text.
import { showToast } from "../kit/toast";
import { text } from "../text/pages";

function valueOf(element: Element): string {
  return element instanceof HTMLInputElement ? element.value : (element.textContent ?? "").trim();
}

/** The clipboard API needs a secure context; selecting the field lets a person copy by hand. */
async function copy(value: string, source: Element | null): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(value);
    return true;
  } catch {
    if (source instanceof HTMLInputElement) source.select();
    return false;
  }
}

export function mount(button: HTMLElement): void {
  button.addEventListener("click", () => {
    const source = document.querySelector(button.dataset["copy"] ?? "");
    const value = button.dataset["copyText"] ?? (source ? valueOf(source) : "");
    void copy(value, source).then((copied) => showToast(copied ? text.copy.done : text.copy.byHand));
  });
}

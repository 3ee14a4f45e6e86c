// A sentence at the foot of the page that goes away by itself, with one thing to do at most.
import { h } from "./dom";

export interface ToastAction {
  label: string;
  run: () => void;
}

const STAYS_MS = 6000;
const STAYS_WITH_ACTION_MS = 10_000;

function region(): HTMLElement {
  const found = document.querySelector<HTMLElement>(".toasts");
  if (found) return found;
  const made = h("div", { class: "toasts", role: "status", "aria-live": "polite" });
  document.body.append(made);
  return made;
}

export function showToast(sentence: string, action?: ToastAction): void {
  const toast = h("div", { class: "toast" }, h("span", { class: "toast__text" }, sentence));
  const leave = (): void => toast.remove();
  let timer = setTimeout(leave, action ? STAYS_WITH_ACTION_MS : STAYS_MS);
  if (action) {
    const button = h("button", { class: "toast__action", type: "button" }, action.label);
    button.addEventListener("click", () => {
      leave();
      action.run();
    });
    toast.append(button);
  }
  // Nobody should have to race the clock while a finger or the focus is on it.
  const hold = (): void => clearTimeout(timer);
  const release = (): void => {
    clearTimeout(timer);
    timer = setTimeout(leave, STAYS_MS);
  };
  toast.addEventListener("pointerenter", hold);
  toast.addEventListener("pointerleave", release);
  toast.addEventListener("focusin", hold);
  toast.addEventListener("focusout", release);
  region().replaceChildren(toast);
}

// <button data-island="sheet" data-sheet="#why"> opens the <dialog class="sheet" id="why">.
import { closeOnBackdrop } from "../kit/sheet";

export function mount(button: HTMLElement): void {
  const dialog = document.querySelector(button.dataset["sheet"] ?? "");
  if (!(dialog instanceof HTMLDialogElement)) return;
  closeOnBackdrop(dialog);
  button.addEventListener("click", () => dialog.showModal());
  for (const close of dialog.querySelectorAll<HTMLElement>("[data-close]")) {
    close.addEventListener("click", () => dialog.close());
  }
}

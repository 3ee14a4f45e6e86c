// A sheet from below: a native dialog, so that focus, Escape and the page behind it are right.
import { h, icon } from "./dom";
import { text } from "../text/pages";

export const CLOSE_ICON = "M6 6l12 12M18 6L6 18";

export interface SheetOptions {
  title: string;
  body: Node[];
  actions?: HTMLElement[];
  onClose?: () => void;
}

export interface Sheet {
  dialog: HTMLDialogElement;
  close: () => void;
}

let made = 0;

/** Close on a tap beside the sheet, which native dialogs leave to us. */
export function closeOnBackdrop(dialog: HTMLDialogElement): void {
  dialog.addEventListener("click", (event) => {
    if (event.target !== dialog) return;
    const box = dialog.getBoundingClientRect();
    const inside = event.clientY >= box.top && event.clientY <= box.bottom && event.clientX >= box.left && event.clientX <= box.right;
    if (!inside) dialog.close();
  });
}

export function openSheet({ title, body, actions = [], onClose }: SheetOptions): Sheet {
  const id = `sheet-${++made}`;
  const close = h("button", { class: "button button--quiet button--icon", type: "button", "aria-label": text.sheet.close });
  close.append(icon(CLOSE_ICON));
  const dialog = h(
    "dialog",
    { class: "sheet", "aria-labelledby": id },
    h("div", { class: "sheet__head" }, h("h2", { id, tabindex: -1, autofocus: true, class: "sheet__title" }, title), close),
    h("div", { class: "sheet__body" }, ...body),
    actions.length > 0 && h("div", { class: "sheet__actions" }, ...actions),
  );
  const shut = (): void => dialog.close();
  close.addEventListener("click", shut);
  closeOnBackdrop(dialog);
  dialog.addEventListener("close", () => {
    dialog.remove();
    onClose?.();
  });
  document.body.append(dialog);
  dialog.showModal();
  return { dialog, close: shut };
}

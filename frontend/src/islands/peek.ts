// <a data-island="peek" href="/days/2026-11-24"> opens the part of that page as a sheet, and
// <form data-island="peek"> does the same with its answer.
import { peek, peekForm } from "../kit/peek";
import { showToast } from "../kit/toast";
import { text } from "../text/pages";

export function mount(element: HTMLElement): void {
  if (element instanceof HTMLFormElement) {
    element.addEventListener("submit", (event) => {
      event.preventDefault();
      void peekForm(element.action, new FormData(element, event.submitter)).then((shown) => {
        if (!shown) showToast(text.week.failed);
      });
    });
    return;
  }
  if (!(element instanceof HTMLAnchorElement)) return;
  element.setAttribute("aria-haspopup", "dialog");
  element.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    void peek(element.href);
  });
}

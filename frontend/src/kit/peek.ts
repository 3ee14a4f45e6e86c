// A page of the server, shown as a sheet over this one. Without script the page itself opens.
import { h } from "./dom";
import { openSheet, type Sheet } from "./sheet";

/** The part of a page that a sheet shows. */
const PART = "[data-peek]";

async function partOf(response: Response): Promise<HTMLElement | null> {
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  return page.querySelector<HTMLElement>(PART);
}

/** Open what the server answers as a sheet; false when the answer has no part for one. */
async function show(response: Response, onClose?: () => void): Promise<Sheet | undefined> {
  const part = await partOf(response);
  if (!part) return undefined;
  const title = part.querySelector("h1, h2");
  const heading = title?.textContent ?? "";
  title?.remove();
  const actions = [...part.querySelectorAll<HTMLElement>("[data-peek-action]")];
  for (const action of actions) action.remove();
  const body = h("div", { class: "stack" });
  body.append(...part.childNodes);
  const sheet = openSheet({ title: heading, body: [body], actions, ...(onClose ? { onClose } : {}) });
  wakeForms(sheet);
  for (const close of sheet.dialog.querySelectorAll<HTMLElement>("[data-close]")) {
    close.addEventListener("click", (event) => {
      event.preventDefault();
      sheet.close();
    });
  }
  document.dispatchEvent(new CustomEvent("islands:wake"));
  return sheet;
}

/** A form whose answer is again a sheet takes this one's place; others post as forms do. */
function wakeForms(sheet: Sheet): void {
  for (const form of sheet.dialog.querySelectorAll<HTMLFormElement>("form[data-peek-next]")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const data = new FormData(form, event.submitter);
      sheet.close();
      void peekForm(form.action, data);
    });
  }
}

const ASKED = { credentials: "same-origin", headers: { Accept: "text/html" } } as const;

export async function peek(address: string): Promise<void> {
  const response = await fetch(address, ASKED).catch(() => undefined);
  if (!response || !(await show(response))) location.assign(address);
}

/** Post fields and show the answer; true when it could be shown. */
export async function peekForm(address: string, data: FormData, onClose?: () => void): Promise<boolean> {
  const body = new URLSearchParams();
  for (const [name, value] of data) if (typeof value === "string") body.append(name, value);
  const response = await fetch(address, { ...ASKED, method: "POST", body }).catch(() => undefined);
  return response !== undefined && (await show(response, onClose)) !== undefined;
}

// <form data-island="retry"> with a file: what is refused is told on this page, and the file stays
// chosen. Browsers empty the field of a page they load anew. Without this script the form posts
// by itself.

const ASKED = { credentials: "same-origin", headers: { Accept: "text/html" } } as const;

function fileField(root: ParentNode, name: string): HTMLInputElement | null {
  return root.querySelector<HTMLInputElement>(`input[type=file][name="${CSS.escape(name)}"]`);
}

/** Put the file where the form stood, with its name told; the same field may be there no more. */
function chooseAgain(main: HTMLElement, name: string, files: FileList): void {
  const field = fileField(main, name);
  if (!field) return;
  field.files = files;
  field.dispatchEvent(new Event("change"));
}

/** The part of the answer that is this page's; false where there is none. */
function showHere(page: Document, chosen: HTMLInputElement | null): boolean {
  const main = page.querySelector("main");
  const before = document.querySelector("main");
  if (!main || !before) return false;
  before.replaceWith(main);
  const toasts = page.querySelector(".toasts");
  if (toasts) document.querySelector(".toasts")?.replaceWith(toasts);
  const refused = main.querySelector("[role=alert]");
  if (refused && chosen?.files) chooseAgain(main, chosen.name, chosen.files);
  main.dispatchEvent(new CustomEvent("islands:wake", { bubbles: true }));
  (refused ?? main).scrollIntoView({ block: "center" });
  return true;
}

async function send(form: HTMLFormElement, data: FormData): Promise<void> {
  const chosen = form.querySelector<HTMLInputElement>("input[type=file]");
  const response = await fetch(form.action, { ...ASKED, method: "POST", body: data });
  const here = new URL(response.url).pathname === location.pathname;
  const page = here ? new DOMParser().parseFromString(await response.text(), "text/html") : null;
  if (!page || !showHere(page, chosen)) location.assign(response.url);
}

export function mount(form: HTMLElement): void {
  if (!(form instanceof HTMLFormElement)) return;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const data = new FormData(form, event.submitter);
    const buttons = form.querySelectorAll("button");
    for (const button of buttons) button.disabled = true;
    // Without a network the browser's own page says so, as it does for every other form.
    send(form, data).catch(() => form.submit());
  });
}

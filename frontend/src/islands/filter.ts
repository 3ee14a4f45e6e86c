// <form data-island="filter"> narrows the list below it at once; without it, it searches.
import { text } from "../text/pages";

/** Lower case, without accents, as the items' words are. */
export function plain(text: string): string {
  return text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
}

/** Words in any order, each somewhere in the item; with accents or without. */
export function fits(haystack: string, query: string): boolean {
  return plain(query)
    .split(/\s+/)
    .every((word) => haystack.includes(word));
}

/** The marks, as `tissue:calf`, that the form asks for; an empty choice asks for none. */
export function wantedMarks(fields: Iterable<[string, FormDataEntryValue]>): string[] {
  return [...fields].filter(([name, value]) => name !== "q" && value !== "").map(([name, value]) => `${name}:${String(value)}`);
}

export function mount(form: HTMLElement): void {
  if (!(form instanceof HTMLFormElement)) return;
  form.querySelector("[data-find]")?.setAttribute("hidden", "");
  const show = (): void => narrow(form);
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show();
  });
  form.querySelector("[data-clear]")?.addEventListener("click", (event) => {
    event.preventDefault();
    clear(form);
    show();
  });
  show();
}

/** Not `reset`: that would bring back what the address asked for. */
function clear(form: HTMLFormElement): void {
  for (const field of form.querySelectorAll("input")) {
    if (field.type === "radio") field.checked = field.value === "";
    else field.value = "";
  }
}

function narrow(form: HTMLFormElement): void {
  const data = new FormData(form);
  const query = String(data.get("q") ?? "").trim();
  const wanted = wantedMarks(data.entries());
  let shown = 0;
  for (const group of document.querySelectorAll<HTMLElement>("[data-group]")) {
    let here = 0;
    for (const item of group.querySelectorAll<HTMLElement>("[data-text]")) {
      const marks = new Set(item.dataset["marks"]?.split(" "));
      item.hidden = !(fits(item.dataset["text"] ?? "", query) && wanted.every((mark) => marks.has(mark)));
      if (!item.hidden) here += 1;
    }
    group.hidden = here === 0;
    shown += here;
  }
  tell(form, shown, query !== "" || wanted.length > 0);
}

/** Keep the address, so that a reload and the way back find the same list. */
function tell(form: HTMLFormElement, shown: number, narrowed: boolean): void {
  const count = form.querySelector("[data-count]");
  const said = text.filter.count(shown);
  if (count && count.textContent !== said) count.textContent = said;
  form.querySelector("[data-clear]")?.toggleAttribute("hidden", !narrowed);
  document.querySelector("[data-none]")?.toggleAttribute("hidden", shown > 0);
  const fields = [...new FormData(form).entries()].filter(([, value]) => value !== "");
  const query = new URLSearchParams(fields as [string, string][]).toString();
  history.replaceState(history.state, "", query ? `?${query}` : location.pathname);
}

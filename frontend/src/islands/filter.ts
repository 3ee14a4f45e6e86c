// <form data-island="filter"> narrows the list below it while one types; without it, it searches.
import { text } from "../text/en/pages";

/** Words in any order, each somewhere in the item. */
export function fits(haystack: string, query: string): boolean {
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => haystack.includes(word));
}

export function mount(form: HTMLElement): void {
  if (!(form instanceof HTMLFormElement)) return;
  const values = (): { q: string; family: string } => {
    const data = new FormData(form);
    return { q: String(data.get("q") ?? "").trim(), family: String(data.get("family") ?? "") };
  };
  // What one owns is the server's to know; a list it has narrowed cannot be widened here.
  form.addEventListener("change", (event) => {
    if ((event.target as HTMLInputElement).name === "mine" || location.search) form.requestSubmit();
  });
  if (location.search) return;
  const show = (): void => {
    const { q, family } = values();
    narrow(q, family, form);
  };
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => {
    if (new FormData(form).get("mine")) return;
    event.preventDefault();
    show();
  });
  show();
}

function narrow(q: string, family: string, form: HTMLFormElement): void {
  let shown = 0;
  for (const section of document.querySelectorAll<HTMLElement>("[data-family]")) {
    const rightFamily = family === "" || section.dataset["family"] === family;
    let here = 0;
    for (const item of section.querySelectorAll<HTMLElement>("[data-text]")) {
      item.hidden = !rightFamily || !fits(item.dataset["text"] ?? "", q);
      if (!item.hidden) here += 1;
    }
    section.hidden = here === 0;
    shown += here;
  }
  const count = form.querySelector("[data-count]");
  const said = text.filter.count(shown);
  if (count && count.textContent !== said) count.textContent = said;
}

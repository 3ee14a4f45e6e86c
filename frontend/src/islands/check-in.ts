// <form data-island="check-in" data-day="2026-11-23">: eleven buttons become one slider, and a
// morning without a network is kept and sent later.
import { h } from "../kit/dom";
import { openOutbox } from "../kit/outbox";
import { showToast } from "../kit/toast";
import { text } from "../text/en/pages";

/** One fieldset of radios 0-10 becomes a slider that still checks the radios. */
function asSlider(field: HTMLFieldSetElement): void {
  const scale = field.querySelector<HTMLElement>(".scale");
  const radios = [...field.querySelectorAll<HTMLInputElement>(".scale input[type=radio]")];
  const ends = field.querySelector(".slider__ends");
  const last = radios.at(-1);
  if (!scale || !last) return;
  const label = field.querySelector("legend")?.textContent ?? "";
  const output = h("output", { class: "slider__value" });
  const range = h("input", { class: "slider__input", type: "range", min: 0, max: last.value, step: 1, "aria-label": label });
  const show = (): void => {
    output.textContent = range.value;
    for (const radio of radios) radio.checked = radio.value === range.value;
  };
  range.value = radios.find((radio) => radio.checked)?.value ?? "0";
  range.addEventListener("input", () => {
    show();
    field.dispatchEvent(new Event("change", { bubbles: true }));
  });
  show();
  const legend = field.querySelector("legend");
  legend?.classList.add("visually-hidden");
  const top = h("div", { class: "slider__top", "aria-hidden": "true" }, h("span", {}, label), output);
  scale.hidden = true;
  scale.before(h("div", { class: "slider" }, top, range, ends as HTMLElement | null));
}

function score(form: HTMLFormElement, name: string): number {
  return Number(new FormData(form).get(name) ?? 0);
}

/** What an area was given, in its closed row. */
function showAreas(form: HTMLFormElement): void {
  for (const details of form.querySelectorAll<HTMLDetailsElement>("details.area")) {
    const name = details.querySelector<HTMLInputElement>("input[name^='soreness-']")?.name.replace("soreness-", "");
    const summary = details.querySelector("summary");
    if (!name || !summary) continue;
    let note = summary.querySelector(".area__given");
    if (!note) {
      note = h("span", { class: "area__given soft small" });
      summary.lastElementChild?.before(note);
    }
    note.textContent = text.checkIn.areaNote(score(form, `soreness-${name}`), score(form, `pain-${name}`));
  }
}

/** The form as the event the server would make of it. */
export function readCheckIn(data: Iterable<[string, FormDataEntryValue]>, day: string): Record<string, unknown> {
  const soreness: Record<string, number> = {};
  const pain: Record<string, number> = {};
  const answer: Record<string, unknown> = { day, soreness, pain };
  for (const [name, value] of data) {
    const given = Number(value);
    if (value === "" || Number.isNaN(given)) continue;
    if (name.startsWith("soreness-")) soreness[name.slice("soreness-".length)] = given;
    else if (name.startsWith("pain-")) pain[name.slice("pain-".length)] = given;
    else if (name === "sleep") answer["sleep_h"] = given;
    else if (name === "energy") answer["energy"] = given;
  }
  return answer;
}

export function mount(form: HTMLElement): void {
  if (!(form instanceof HTMLFormElement)) return;
  for (const field of form.querySelectorAll<HTMLFieldSetElement>("fieldset.scale-field")) asSlider(field);
  showAreas(form);
  form.addEventListener("change", () => showAreas(form));
  form.addEventListener("submit", (event) => {
    if (navigator.onLine) return;
    event.preventDefault();
    const data = readCheckIn(new FormData(form), form.dataset["day"] ?? "");
    void openOutbox()
      .then((outbox) => outbox.add("check-in", data))
      .then(() => showToast(text.checkIn.kept));
  });
}

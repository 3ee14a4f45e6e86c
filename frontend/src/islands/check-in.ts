// <form data-island="check-in" data-day="2026-11-23">: a tap on the body opens two sliders for
// that area, and a morning without a network is kept and sent later.
import { h } from "../kit/dom";
import { openOutbox } from "../kit/outbox";
import { openSheet } from "../kit/sheet";
import { slider } from "../kit/slider";
import { showToast } from "../kit/toast";
import { text } from "../text/en/pages";

const words = text.checkIn;
const KINDS = ["soreness", "pain"] as const;

function radios(form: HTMLFormElement, name: string): HTMLInputElement[] {
  return [...form.querySelectorAll<HTMLInputElement>(`input[type=radio][name="${name}"]`)];
}

function given(form: HTMLFormElement, name: string): number {
  return Number(radios(form, name).find((radio) => radio.checked)?.value ?? 0);
}

function give(form: HTMLFormElement, name: string, value: number): void {
  for (const radio of radios(form, name)) radio.checked = Number(radio.value) === value;
  form.dispatchEvent(new Event("change"));
}

/** One scale of the form as a slider that checks its radios. */
function asSlider(form: HTMLFormElement, field: HTMLFieldSetElement, name: string): HTMLElement {
  const [low, high] = [...field.querySelectorAll(".slider__ends span")].map((end) => end.textContent ?? "");
  const box = slider({
    label: field.querySelector("legend")?.textContent ?? "",
    min: 0,
    max: 10,
    rest: 0,
    value: given(form, name),
    low: low ?? "",
    high: high ?? "",
    say: String,
    unset: "0",
    onChange: (value) => give(form, name, value),
  });
  const hint = field.querySelector(".field__hint")?.textContent ?? "";
  return h("div", { class: "stack stack--tight" }, box, h("p", { class: "field__hint" }, hint));
}

function openArea(form: HTMLFormElement, area: string): void {
  const details = form.querySelector<HTMLElement>(`details[data-area="${area}"]`);
  if (!details) return;
  const fields = [...details.querySelectorAll<HTMLFieldSetElement>("fieldset")];
  const body = KINDS.map((kind, index) => {
    const field = fields[index];
    return field ? asSlider(form, field, `${kind}-${area}`) : h("div");
  });
  const done = h("button", { class: "button button--strength button--wide", type: "button" }, words.done);
  const clear = h("button", { class: "button button--quiet button--wide", type: "button" }, words.clear);
  const sheet = openSheet({ title: details.querySelector("summary")?.textContent?.trim() ?? "", body, actions: [done, clear] });
  done.addEventListener("click", sheet.close);
  clear.addEventListener("click", () => {
    for (const kind of KINDS) give(form, `${kind}-${area}`, 0);
    sheet.close();
  });
}

/** What each area was given, beside its name, and its shape lit. */
function showGiven(form: HTMLFormElement): void {
  for (const spot of form.querySelectorAll<HTMLElement>(".bodymap__spot")) {
    const area = spot.dataset["area"] ?? "";
    const note = words.areaNote(given(form, `soreness-${area}`), given(form, `pain-${area}`));
    const said = spot.querySelector(".bodymap__given");
    if (said) said.textContent = note;
    for (const shape of form.querySelectorAll<SVGElement>(`.bodymap__region[data-area="${area}"]`)) {
      shape.toggleAttribute("data-given", note !== "");
    }
  }
}

function wakeMap(form: HTMLFormElement): void {
  form.classList.add("checkin--map");
  for (const spot of form.querySelectorAll<HTMLElement>(".bodymap__spot")) {
    const area = spot.dataset["area"] ?? "";
    spot.setAttribute("role", "button");
    spot.setAttribute("aria-haspopup", "dialog");
    spot.addEventListener("click", (event) => {
      event.preventDefault();
      openArea(form, area);
    });
    spot.addEventListener("keydown", (event) => {
      if (event.key !== " ") return;
      event.preventDefault();
      openArea(form, area);
    });
  }
}

/** The form as the event the server would make of it. */
export function readCheckIn(data: Iterable<[string, FormDataEntryValue]>, day: string): Record<string, unknown> {
  const soreness: Record<string, number> = {};
  const pain: Record<string, number> = {};
  const flags: string[] = [];
  const answer: Record<string, unknown> = { day, soreness, pain };
  for (const [name, value] of data) {
    if (name === "red_flags") flags.push(String(value));
    else if (name === "ill" || name === "slept_badly") answer[name] = true;
    const number = Number(value);
    if (value === "" || Number.isNaN(number)) continue;
    if (name.startsWith("soreness-")) soreness[name.slice("soreness-".length)] = number;
    else if (name.startsWith("pain-")) pain[name.slice("pain-".length)] = number;
    else if (name === "sleep") answer["sleep_h"] = number;
    else if (name === "energy") answer["energy"] = number;
  }
  if (flags.length > 0) answer["red_flags"] = flags;
  return answer;
}

export function mount(form: HTMLElement): void {
  if (!(form instanceof HTMLFormElement)) return;
  wakeMap(form);
  showGiven(form);
  form.addEventListener("change", () => showGiven(form));
  form.addEventListener("submit", (event) => {
    if (navigator.onLine) return;
    event.preventDefault();
    const data = readCheckIn(new FormData(form), form.dataset["day"] ?? "");
    void openOutbox()
      .then((outbox) => outbox.add("check-in", data))
      .then(() => showToast(words.kept));
  });
}

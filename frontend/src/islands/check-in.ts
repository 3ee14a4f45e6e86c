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
/** What may be ticked of an area. */
const TICKED = new Set(["worse", "limping", "easing", "settled", "assessed"]);

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

/** A question of pain waits until there is some. */
function showMore(form: HTMLFormElement, more: HTMLElement, area: string): void {
  for (const pick of more.querySelectorAll<HTMLElement>("[data-needs]")) {
    const ticked = pick.querySelector("input")?.checked ?? false;
    pick.hidden = given(form, `${pick.dataset["needs"]}-${area}`) === 0 && !ticked;
  }
}

function openArea(form: HTMLFormElement, area: string): void {
  const details = form.querySelector<HTMLElement>(`details[data-area="${area}"]`);
  if (!details) return;
  const fields = [...details.querySelectorAll<HTMLFieldSetElement>("fieldset")];
  const body = KINDS.map((kind, index) => {
    const field = fields[index];
    return field ? asSlider(form, field, `${kind}-${area}`) : h("div");
  });
  // What else is said of the area goes along, and back into the form when the sheet closes.
  const more = details.querySelector<HTMLElement>(".area__more");
  const home = more?.parentElement;
  const show = (): void => {
    if (more) showMore(form, more, area);
  };
  form.addEventListener("change", show);
  show();
  if (more) body.push(more);
  const done = h("button", { class: "button button--strength button--wide", type: "button" }, words.done);
  const clear = h("button", { class: "button button--quiet button--wide", type: "button" }, words.clear);
  const back = (): void => {
    form.removeEventListener("change", show);
    if (more) home?.append(more);
  };
  const sheet = openSheet({ title: details.querySelector("summary")?.textContent?.trim() ?? "", body, actions: [done, clear], onClose: back });
  done.addEventListener("click", () => {
    // Looked at and left at nought is an answer; an area never opened is none.
    for (const kind of KINDS) give(form, `${kind}-${area}`, given(form, `${kind}-${area}`));
    sheet.close();
  });
  clear.addEventListener("click", () => {
    for (const kind of KINDS) give(form, `${kind}-${area}`, 0);
    for (const box of more?.querySelectorAll("input") ?? []) box.checked = false;
    sheet.close();
  });
}

/** What each area was given, beside its name, and its shape lit. */
function showGiven(form: HTMLFormElement): void {
  for (const spot of form.querySelectorAll<HTMLElement>(".bodymap__spot")) {
    const area = spot.dataset["area"] ?? "";
    const note = words.areaNote(given(form, `soreness-${area}`), given(form, `pain-${area}`));
    const said = spot.querySelector<HTMLElement>(".bodymap__given");
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

type Lists = Record<string, string[]>;

/** The form as the event the server would make of it; of illness only what was said. */
export function readCheckIn(data: Iterable<[string, FormDataEntryValue]>, day: string): Record<string, unknown> {
  const soreness: Record<string, number> = {};
  const pain: Record<string, number> = {};
  const lists: Lists = {};
  const flags: string[] = [];
  const answer: Record<string, unknown> = { day, soreness, pain };
  let where = "";
  for (const [name, value] of data) {
    if (value === "" || typeof value !== "string") continue;
    const [kind = "", area = ""] = name.split(/-(.*)/s);
    if (kind === "soreness") soreness[area] = Number(value);
    else if (kind === "pain") pain[area] = Number(value);
    else if (TICKED.has(kind)) (lists[kind] ??= []).push(area);
    else if (name === "red_flags") flags.push(value);
    else if (name === "flag_area") where = value;
    else if (name === "ill") answer["ill"] = value !== "no";
    else if (name === "ill-only") answer["of_body"] = false;
    else if (name === "slept_badly") answer["slept_badly"] = true;
    else if (name === "sleep") answer["sleep_h"] = Number(value);
    else if (name === "energy") answer["energy"] = Number(value);
  }
  if (flags.length > 0) answer["red_flags"] = flags.map((id) => (where ? { id, area: where } : { id }));
  return Object.assign(answer, lists);
}

export function mount(form: HTMLElement): void {
  if (!(form instanceof HTMLFormElement)) return;
  if (form.querySelector(".bodymap__spot")) {
    wakeMap(form);
    showGiven(form);
    form.addEventListener("change", () => showGiven(form));
  }
  form.addEventListener("submit", (event) => {
    if (navigator.onLine) return;
    event.preventDefault();
    const data = readCheckIn(new FormData(form), form.dataset["day"] ?? "");
    void openOutbox()
      .then((outbox) => outbox.add("check-in", data))
      .then(() => {
        showToast(words.kept);
        form.closest(".checkin-card")?.remove();
      });
  });
}

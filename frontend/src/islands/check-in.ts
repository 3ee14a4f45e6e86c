// <form data-island="check-in" data-day="2026-11-23">: a tap on the body opens a sheet for that spot,
// and a morning without a network is kept and sent later.
import { h } from "../kit/dom";
import { Morning } from "../kit/morning";
import { openOutbox } from "../kit/outbox";
import { lightsOf, openSpot, type Asked } from "../kit/spot-sheet";
import { keyOf, readSpot, type Side } from "../kit/spots";
import { showToast } from "../kit/toast";
import { text } from "../text/pages";

const words = text.checkIn;
/** What may be ticked of a spot. */
const TICKED = new Set(["worse", "limping", "easing", "settled", "assessed"]);

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

/** The body of the form: what it asks of each area, and what was said so far. */
class BodyMap {
  readonly #areas: readonly string[];
  readonly #morning: Morning;
  readonly #marks: HTMLElement | null;

  constructor(private readonly form: HTMLFormElement) {
    const asked = [...form.querySelectorAll<HTMLElement>("details.area")];
    this.#areas = asked.map((one) => one.dataset["area"] ?? "");
    this.#morning = new Morning(new Set(asked.filter((one) => !one.dataset["left"]).map((one) => one.dataset["area"] ?? "")));
    this.#marks = form.querySelector(".bodymarks--said");
    form.classList.add("checkin--map");
    // The list stands for the map without a script; with one it says nothing of its own.
    for (const input of form.querySelectorAll<HTMLInputElement>(".areas input")) input.disabled = true;
    for (const link of form.querySelectorAll<HTMLElement>(".bodymap__spot")) this.#wake(link);
    form.addEventListener("formdata", ({ formData }) => {
      for (const [name, value] of this.#morning.fields(this.#areas)) formData.set(name, value);
    });
    this.#outline();
    this.#show();
  }

  /** What stands from the days before, around its part of the body. */
  #outline(): void {
    for (const shape of this.form.querySelectorAll<SVGElement>(".bodymap__region")) {
      const { area = "", side = "" } = shape.dataset;
      const lights = lightsOf(this.form.querySelector<HTMLElement>(`details.area[data-area="${area}"]`));
      const light = lights.get(area) ?? lights.get(`${side}-${area}`);
      if (light) shape.dataset["lit"] = light;
    }
  }

  #wake(link: HTMLElement): void {
    const area = link.dataset["area"] ?? "";
    link.setAttribute("role", "button");
    link.setAttribute("aria-haspopup", "dialog");
    link.addEventListener("click", (event) => {
      event.preventDefault();
      const half = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-side]") : null;
      this.#open(area, half?.dataset["side"] as Side | undefined);
    });
    link.addEventListener("keydown", (event) => {
      if (event.key !== " ") return;
      event.preventDefault();
      this.#open(area, undefined);
    });
  }

  #open(area: string, tapped: Side | undefined): void {
    const details = this.form.querySelector<HTMLElement>(`details.area[data-area="${area}"]`);
    if (!details) return;
    const side = tapped ?? this.#morning.sideOf(area);
    const asked: Asked = { details, area, side, told: this.#morning.of({ area, side }) };
    openSpot(asked, (told, now) => {
      this.#morning.tell({ area, side }, undefined);
      this.#morning.tell({ area, side: now }, told);
      this.#show();
    });
  }

  /** What was said lights the drawing, stands beside each name, and in a line below. */
  #show(): void {
    const said = this.#morning.spots(this.#areas).filter(({ told }) => told.soreness > 0 || told.pain > 0);
    for (const shape of this.form.querySelectorAll<SVGElement>(".bodymap__region")) {
      const { area = "", side } = shape.dataset;
      const told = this.#morning.of({ area, side: (side ?? "both") as Side });
      shape.toggleAttribute("data-given", told !== undefined && told.soreness + told.pain > 0);
    }
    for (const link of this.form.querySelectorAll<HTMLElement>(".bodymap__spot")) {
      const given = link.querySelector(".bodymap__given");
      const here = said.filter(({ spot }) => spot.area === link.dataset["area"]);
      if (given) given.textContent = here.map(({ spot, told }) => ` ${words.said(this.#name(spot), told.soreness, told.pain)}`).join("");
    }
    if (!this.#marks) return;
    this.#marks.replaceChildren(...said.map(({ spot, told }) => this.#mark(keyOf(spot), words.said(this.#name(spot), told.soreness, told.pain))));
  }

  #mark(key: string, label: string): HTMLElement {
    const { area, side } = readSpot(key);
    const button = h("button", { class: "bodymark__again", type: "button", "aria-haspopup": "dialog" }, label);
    button.addEventListener("click", () => this.#open(area, side));
    return h("li", { class: "bodymark" }, button);
  }

  #name({ area, side }: { area: string; side: Side }): string {
    const details = this.form.querySelector<HTMLElement>(`details.area[data-area="${area}"]`);
    const name = side === "both" ? details?.querySelector("summary")?.textContent : details?.dataset[side];
    return name?.trim() ?? area;
  }
}

export function mount(form: HTMLElement): void {
  if (!(form instanceof HTMLFormElement)) return;
  if (form.querySelector(".bodymap__spot")) new BodyMap(form);
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

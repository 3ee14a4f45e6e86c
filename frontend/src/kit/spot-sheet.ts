// The sheet of one spot of the body: which side, how sore, how much pain, and what else.
import { h } from "./dom";
import { openSheet } from "./sheet";
import { slider } from "./slider";
import { NOTHING, type Told } from "./morning";
import type { Side } from "./spots";
import { text } from "../text/pages";

const words = text.checkIn;
const KINDS = ["soreness", "pain"] as const;
type Kind = (typeof KINDS)[number];

export interface Asked {
  /** The area as the page asks for it without a script: words, boxes, what stands there. */
  details: HTMLElement;
  area: string;
  side: Side;
  told: Told | undefined;
}

/** One scale of the page as a slider. */
function scale(field: HTMLElement, value: number, onChange: (value: number) => void): HTMLElement {
  const [low, high] = [...field.querySelectorAll(".slider__ends span")].map((end) => end.textContent ?? "");
  const box = slider({
    label: field.querySelector("legend")?.textContent ?? "",
    min: 0,
    max: 10,
    rest: 0,
    value,
    low: low ?? "",
    high: high ?? "",
    say: String,
    unset: "0",
    onChange,
  });
  const hint = field.querySelector(".field__hint")?.textContent ?? "";
  return h("div", { class: "stack stack--tight" }, box, h("p", { class: "field__hint" }, hint));
}

/** What stands there, by the key of its spot: "left-knee" "amber". */
export function lightsOf(details: HTMLElement | null): ReadonlyMap<string, string> {
  const lit = (details?.dataset["lights"] ?? "").split(" ").filter(Boolean);
  return new Map(lit.map((one) => one.split(":") as [string, string]));
}

function copyOf(element: HTMLElement | null): HTMLElement | null {
  const copy = element?.cloneNode(true);
  if (!(copy instanceof HTMLElement)) return null;
  for (const input of copy.querySelectorAll("input")) input.disabled = false;
  return copy;
}

class SpotSheet {
  #told: Told;
  #side: Side;
  #isSaid = false;
  readonly #more: HTMLElement | null;
  readonly #bone: HTMLElement | null;
  readonly #lights: ReadonlyMap<string, string>;

  constructor(
    private readonly asked: Asked,
    private readonly tell: (told: Told, side: Side) => void,
  ) {
    this.#told = asked.told ?? NOTHING;
    this.#side = asked.side;
    this.#more = copyOf(asked.details.querySelector(".area__more"));
    this.#bone = copyOf(asked.details.querySelector(".area__bone"));
    this.#lights = lightsOf(asked.details);
  }

  open(): void {
    const scales = [...this.asked.details.querySelectorAll<HTMLElement>(".scale-field")];
    const sliders = KINDS.map((kind, n) => scales[n] && scale(scales[n], this.#told[kind], (value) => this.#rate(kind, value)));
    const done = h("button", { class: "button button--strength button--wide", type: "button" }, words.done);
    const clear = h("button", { class: "button button--quiet button--wide", type: "button" }, words.clear);
    const parts = [this.#sides(), ...sliders, this.#bone, this.#more];
    this.#listenToMore();
    this.#showMore();
    const sheet = openSheet({
      title: this.asked.details.querySelector("summary")?.textContent?.trim() ?? "",
      body: parts.filter((part): part is HTMLElement => Boolean(part)),
      actions: [done, clear],
      // What was moved stands, however the sheet is closed; looked at and left alone is no answer.
      onClose: () => this.#isSaid && this.tell(this.#told, this.#side),
    });
    done.addEventListener("click", () => {
      this.#isSaid = true;
      sheet.close();
    });
    clear.addEventListener("click", () => {
      this.#say(NOTHING);
      sheet.close();
    });
  }

  #say(told: Partial<Told>): void {
    this.#told = { ...this.#told, ...told };
    this.#isSaid = true;
    this.#showMore();
  }

  #rate(kind: Kind, value: number): void {
    this.#say({ [kind]: value });
  }

  #sides(): HTMLElement | null {
    const box = copyOf(this.asked.details.querySelector(".sides"));
    for (const radio of box?.querySelectorAll("input") ?? []) {
      radio.name = "spot-side";
      radio.checked = radio.value === this.#side;
      radio.addEventListener("change", () => {
        this.#side = radio.value as Side;
        // A side alone says nothing yet; with a number it moves the number.
        this.#isSaid = this.#isSaid || this.asked.told !== undefined;
        this.#showMore();
      });
    }
    return box;
  }

  #listenToMore(): void {
    for (const box of this.#more?.querySelectorAll("input") ?? []) {
      const name = box.name.split("-")[0] ?? "";
      box.removeAttribute("name");
      box.checked = this.#told.ticks.includes(name);
      box.addEventListener("change", () => {
        const others = this.#told.ticks.filter((tick) => tick !== name);
        this.#say({ ticks: box.checked ? [...others, name] : others });
      });
    }
  }

  /** A question of pain waits until there is some, one of a light until one stands there. */
  #showMore(): void {
    if (this.#bone) this.#bone.hidden = this.#told.pain === 0;
    const { area } = this.asked;
    const keys = this.#side === "both" ? [area, `left-${area}`, `right-${area}`] : [area, `${this.#side}-${area}`];
    const lights = keys.map((key) => this.#lights.get(key)).filter(Boolean);
    for (const pick of this.#more?.querySelectorAll<HTMLElement>(".pick") ?? []) {
      const { needs, light } = pick.dataset;
      const ticked = pick.querySelector("input")?.checked ?? false;
      const asked = needs ? this.#told[needs as Kind] > 0 : light === "any" ? lights.length > 0 : lights.includes("stop");
      pick.hidden = !asked && !ticked;
    }
  }
}

/** `tell` is called when the sheet closes, with the side the athlete settled on. */
export function openSpot(asked: Asked, tell: (told: Told, side: Side) => void): void {
  new SpotSheet(asked, tell).open();
}

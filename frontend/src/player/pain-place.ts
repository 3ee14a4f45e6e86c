// Where it hurt: one tap on an area. Until then it is where the exercise works.
import { h } from "../kit/dom";
import { keyOf, MIDLINE, readSpot, SIDES, type Side } from "../kit/spots";
import { words } from "../text/player";
import { chip } from "./chip";

/** More at once would hide the likely ones; the rest is one tap away. */
const MOST = 4;

export interface PainPlaceOptions {
  /** Of the exercise, the likeliest first. */
  areas: readonly string[];
  /** The side that worked; where both did, the side is asked for as well. */
  side: Side;
  told: string | null;
  tell: (key: string) => void;
}

const isArea = (name: string): name is keyof typeof words.areas => name in words.areas;

export class PainPlace {
  readonly element = h("div", { class: "player__place" });
  readonly #areas = h("span", { class: "player__chips player__chips--many" });
  readonly #sides = h("div", { class: "player__chips", role: "group", "aria-label": words.whereSide });
  #area: string;
  #side: Side;

  constructor(private readonly options: PainPlaceOptions) {
    const { area, side } = readSpot(options.told ?? options.areas[0] ?? "");
    this.#area = area;
    this.#side = side;
    const title = h("span", { class: "player__trouble-title" }, words.where);
    this.element.append(h("div", { class: "player__place-areas", role: "group", "aria-label": words.where }, title, this.#areas));
    const likely = options.areas.slice(0, MOST);
    this.#offer(likely.length > 0 && (!area || likely.includes(area)) ? likely : Object.keys(words.areas));
    if (options.side === "both") this.#offerSides();
  }

  #offer(areas: readonly string[]): void {
    const chips = areas.filter(isArea).map((area) => {
      const button = chip(words.areas[area], () => this.#choose(area, this.#side));
      button.dataset["area"] = area;
      return button;
    });
    this.#areas.replaceChildren(...chips);
    if (chips.length < Object.keys(words.areas).length) this.#areas.append(chip(words.elsewhere, () => this.#offerAll()));
    this.#press();
  }

  #offerAll(): void {
    const { areas } = this.options;
    const rest = Object.keys(words.areas).filter((area) => !areas.includes(area));
    this.#offer([...areas, ...rest]);
    this.#areas.querySelector<HTMLElement>(`[data-area="${rest[0] ?? ""}"]`)?.focus();
  }

  #offerSides(): void {
    for (const side of SIDES) {
      const button = chip(words.whereSides[side], () => this.#choose(this.#area, side));
      button.dataset["side"] = side;
      this.#sides.append(button);
    }
    this.element.append(this.#sides);
    this.#press();
  }

  #choose(area: string, side: Side): void {
    this.#area = area;
    this.#side = side;
    // Without a side it speaks of the side that worked.
    this.options.tell(keyOf({ area, side: MIDLINE.has(area) ? "both" : side }));
    this.#press();
  }

  #press(): void {
    for (const button of this.#areas.querySelectorAll<HTMLElement>("[data-area]")) {
      button.setAttribute("aria-pressed", String(button.dataset["area"] === this.#area));
    }
    for (const button of this.#sides.querySelectorAll("button")) button.setAttribute("aria-pressed", String(button.dataset["side"] === this.#side));
    this.#sides.hidden = !this.#area || MIDLINE.has(this.#area);
  }
}

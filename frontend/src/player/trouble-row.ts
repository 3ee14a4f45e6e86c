// One quiet row: form, cramp or pain; for pain how much and where. And when it is time to stop, so
// it says.
import { h } from "../kit/dom";
import { slider } from "../kit/slider";
import { words } from "../text/player";
import type { Side } from "./session";
import { endedEarly, setInQuestion, type DoneSet } from "./state";
import { chip } from "./chip";
import { PainPlace } from "./pain-place";
import { NO_TROUBLE, saysStop, troubleOf, type Ended, type Trouble } from "./trouble";

export interface TroubleOptions {
  /** Sets that it may be about; none when it is about the set under way. */
  sets: readonly DoneSet[];
  /** Where pain in the exercise is looked for, the likeliest first. */
  areas: readonly string[];
  /** Of the set under way. */
  side?: Side | undefined;
  /** True to show the choices at once, not only behind "Something was off". */
  open: boolean;
  tell: (setId: string | null, told: Trouble) => void;
  /** The way out of the exercise; null where it is over anyway. */
  leave: { label: string; run: () => void } | null;
}

const ENDS: readonly Ended[] = ["form", "cramp", "pain"];

export class TroubleRow {
  readonly element = h("div", { class: "player__trouble" });
  readonly #more = h("div", { class: "player__trouble-more" });
  readonly #chips = new Map<Ended, HTMLButtonElement>();
  readonly #sides = new Map<DoneSet, HTMLButtonElement>();
  readonly #ask = chip(words.off, () => this.#show(), "button button--quiet button--small");
  readonly #row: HTMLElement;
  readonly #title = h("span", { class: "player__trouble-title" });
  #about: DoneSet | undefined;
  #told: Trouble;

  constructor(private readonly options: TroubleOptions) {
    this.#about = setInQuestion(options.sets);
    this.#told = this.#about ? troubleOf(this.#about) : NO_TROUBLE;
    for (const end of ENDS) this.#chips.set(end, chip(words.ended[end], () => this.#choose(end)));
    const chips = h("span", { class: "player__chips" }, ...this.#chips.values());
    this.#row = h("div", { class: "player__trouble-row", role: "group", "aria-label": words.offWhat }, this.#title, chips);
    this.element.append(this.#ask, this.#row, this.#more);
    this.refresh();
    if (this.#told.ended) this.#draw();
  }

  /** A set counts as ended early as soon as the athlete says that it was shorter. */
  refresh(): void {
    const early = this.options.sets.some(endedEarly);
    if (!this.#told.ended) this.#about = setInQuestion(this.options.sets);
    const open = this.options.open || early || this.#told.ended !== null;
    this.#ask.hidden = open;
    this.#row.hidden = !open;
    this.#title.textContent = early ? words.endedEarly : words.offWhat;
    this.#press();
  }

  #show(): void {
    this.#ask.hidden = true;
    this.#row.hidden = false;
    this.#chips.get("form")?.focus();
  }

  /** A second tap takes the answer back. */
  #choose(end: Ended): void {
    const ended = this.#told.ended === end ? null : end;
    this.#say({ ...NO_TROUBLE, ended });
    this.#draw();
    this.#more.scrollIntoView?.({ block: "nearest" });
  }

  #say(told: Trouble): void {
    this.#told = told;
    this.options.tell(this.#about?.id ?? null, told);
    this.#press();
    this.#warn();
  }

  #press(): void {
    for (const [end, button] of this.#chips) button.setAttribute("aria-pressed", String(end === this.#told.ended));
    for (const [set, button] of this.#sides) button.setAttribute("aria-pressed", String(set.side === this.#about?.side));
  }

  #draw(): void {
    this.#more.replaceChildren();
    this.#sides.clear();
    if (!this.#told.ended) return;
    this.#more.append(...this.#sideRow());
    if (this.#told.ended === "pain") this.#more.append(this.#place(), this.#scale(), this.#sharp());
    this.#more.append(h("div", { class: "player__warning", role: "alert" }));
    this.#press();
    this.#warn();
  }

  /** Which side it was, where both were worked and neither gave itself away by ending early. */
  #sideRow(): HTMLElement[] {
    const sides = (sets: readonly DoneSet[]): number => new Set(sets.map((set) => set.side)).size;
    if (sides(this.options.sets) < 2 || sides(this.options.sets.filter(endedEarly)) === 1) return [];
    for (const side of ["left", "right"] as const) {
      const set = setInQuestion(this.options.sets.filter((one) => one.side === side));
      if (set) this.#sides.set(set, chip(words.side[side], () => this.#move(set)));
    }
    const chips = h("span", { class: "player__chips" }, ...this.#sides.values());
    return [h("div", { class: "player__trouble-row", role: "group", "aria-label": words.offSide }, h("span", { class: "player__trouble-title" }, words.offSide), chips)];
  }

  #move(set: DoneSet): void {
    if (set === this.#about) return;
    this.options.tell(this.#about?.id ?? null, NO_TROUBLE);
    this.#about = set;
    this.#say(this.#told);
  }

  #place(): HTMLElement {
    const side = this.#about?.side ?? this.options.side ?? "both";
    const tell = (area: string): void => this.#say({ ...this.#told, area });
    return new PainPlace({ areas: this.options.areas, side, told: this.#told.area, tell }).element;
  }

  #scale(): HTMLElement {
    return slider({
      label: words.pain,
      min: 0,
      max: 10,
      rest: 0,
      value: this.#told.pain,
      low: words.painLow,
      high: words.painHigh,
      say: String,
      unset: words.notGiven,
      onChange: (pain) => this.#say({ ...this.#told, pain }),
    });
  }

  #sharp(): HTMLElement {
    const button = chip(words.sharp, () => {
      this.#say({ ...this.#told, sharp: !this.#told.sharp });
      button.setAttribute("aria-pressed", String(this.#told.sharp));
    });
    button.setAttribute("aria-pressed", String(this.#told.sharp));
    return button;
  }

  #warn(): void {
    const place = this.#more.querySelector(".player__warning");
    const sentence = saysStop(this.#told) ? (this.#told.sharp ? words.stopSharp : words.stopPain) : "";
    if (!place || place.querySelector("p")?.textContent === (sentence || undefined)) return;
    place.replaceChildren();
    if (!sentence) return;
    place.append(h("p", {}, sentence));
    const { leave } = this.options;
    if (leave) place.append(chip(leave.label, leave.run, "button button--danger button--wide"));
    place.scrollIntoView?.({ block: "nearest" });
  }
}


// The playing screen: side, name, digits, ring; next-up small; nothing else.
import { h, icon } from "../kit/dom";
import { words } from "../text/player";
import { isMirrored } from "./art";
import { ICONS } from "./icons";
import { Picture } from "./picture";
import { isWork } from "./session";
import type { Status } from "./state";
import type { Next, View } from "./view";


export type Control = "back" | "pause" | "skip" | "add" | "swap";
const CONTROLS: readonly Control[] = ["back", "add", "pause", "swap", "skip"];
const FLASH_MS = 200;

export class Screen {
  readonly ring = new Ring();
  readonly controls = new Map<Control, HTMLButtonElement>();
  /** Where the question is put. */
  readonly asks = h("div", { class: "player__asks" });
  readonly pending = h("p", { class: "player__pending", role: "status" });
  readonly stop = h("button", { class: "button button--quiet button--small player__stop", type: "button" }, words.stop);
  readonly off = h("button", { class: "button button--quiet button--small player__off", type: "button" }, words.off);
  readonly root: HTMLElement;
  /** Where a camera has its place, and its switch. */
  readonly stage: HTMLElement;
  readonly quiet: HTMLElement;
  readonly #side = h("span", { class: "player__word" });
  readonly #name = h("h1", { class: "player__name" });
  readonly #number = h("span", { class: "player__number" });
  readonly #digits = h("div", { class: "player__digits", role: "timer", "aria-live": "off" }, this.#number);
  readonly #note = h("p", { class: "player__note" });
  readonly #picture = new Picture("player__art");
  readonly #next = h("p", { class: "player__next" });
  readonly #live = h("p", { class: "visually-hidden", "aria-live": "polite" });
  readonly #widths = new Map<string, string>();
  #shown = "";

  constructor(onControl: (control: Control) => void) {
    const row = h("div", { class: "player__controls" });
    for (const name of CONTROLS) {
      const button = h("button", { class: "player__control", type: "button", "data-control": name });
      button.append(icon(ICONS[name]), h("span", {}, words[name]));
      button.addEventListener("click", () => onControl(name));
      this.controls.set(name, button);
      row.append(button);
    }
    this.stage = h("div", { class: "player__stage" }, this.#name, this.#digits, this.#note, h("div", { class: "player__figure" }, this.#picture.root));
    this.quiet = h("div", { class: "player__quiet" }, this.off, this.stop);
    this.root = h(
      "div",
      { class: "player" },
      h("div", { class: "player__side" }, this.#side),
      this.stage,
      this.asks,
      h("div", { class: "player__foot" }, this.#next, this.pending, this.quiet, row),
      this.#live,
    );
    this.root.prepend(this.ring.svg);
    new ResizeObserver(() => this.ring.fit(this.root)).observe(this.root);
  }

  show(view: View, status: Status, speaks: boolean): void {
    const { root } = this;
    const shape = [view.kind, view.side, status, view.setNumber, view.name, view.next?.name, view.tempo, view.offers].join("|");
    if (shape !== this.#shown) {
      this.#shown = shape;
      this.#describe(view, status, speaks);
    }
    if (this.#number.textContent !== view.digits) {
      this.#number.textContent = view.digits;
      root.style.setProperty("--digits-em", this.#widthOf(view.digits));
    }
    this.ring.set(view.left);
  }

  #describe(view: View, status: Status, speaks: boolean): void {
    const { root } = this;
    const before = root.dataset["kind"];
    root.dataset["kind"] = view.kind;
    root.dataset["side"] = view.side;
    root.dataset["status"] = status;
    this.off.hidden = !view.offers;
    this.#side.textContent = words.side[view.side];
    this.#name.textContent = this.#nameOf(view);
    this.#note.textContent = status === "paused" ? `${words.paused}. ${words.tapToResume}.` : noteOf(view);
    this.#showNext(view);
    this.#showPicture(view, status);
    this.#showPause(status);
    // Where the voice speaks, a screen reader on top would be a second sentence at once.
    if (!speaks && before !== view.kind) this.#live.textContent = words.live(kindWord(view), view.side, view.name);
  }

  /** In a rest the picture and the name are already the next exercise's. */
  #nameOf(view: View): string {
    return view.kind === "rest" && view.next ? view.next.name : view.name;
  }

  #showNext(view: View): void {
    const label = h("span", { class: "player__next-label" }, words.next);
    this.#next.replaceChildren(...(view.next ? [label, ` ${nextWords(view.next, view.name)}`] : [words.last]));
  }

  /** Nothing moves while one holds still, nor while the session waits. */
  #showPicture(view: View, status: Status): void {
    const shown = view.kind === "rest" && view.next ? view.next : view;
    const works = view.kind === "lead" || isWork(view);
    this.#picture.show(shown.art, status === "running" && !works, isMirrored(shown.art, shown.side));
  }

  #showPause(status: Status): void {
    const button = this.controls.get("pause");
    const paused = status === "paused";
    button?.replaceChildren(icon(paused ? ICONS.play : ICONS.pause), h("span", {}, paused ? words.goOn : words.pause));
  }

  /** Tabular figures: digits of equal count are equally wide, so each shape is measured once. */
  #widthOf(digits: string): string {
    const shape = digits.replace(/\d/g, "0");
    const known = this.#widths.get(shape);
    if (known) return known;
    const probe = h("span", { class: "player__number player__number--probe" }, shape);
    this.#digits.append(probe);
    const size = parseFloat(getComputedStyle(probe).fontSize);
    const width = (probe.getBoundingClientRect().width / size).toFixed(4);
    probe.remove();
    if (Number(width) > 0) this.#widths.set(shape, width);
    return width;
  }

  /** Fonts that arrive late change every width. */
  remeasure(): void {
    this.#widths.clear();
    this.#number.textContent = "";
  }

  flash(): void {
    this.root.classList.add("player--flash");
    setTimeout(() => this.root.classList.remove("player--flash"), FLASH_MS);
  }
}

function kindWord(view: View): string {
  if (view.kind === "hold") return words.holds;
  if (view.kind === "reps") return words.reps(view.reps ?? 0);
  return words[view.kind];
}

/** A rest already speaks of what comes: its set number is the next one's. */
function setOf(view: View): string {
  const of = view.kind === "rest" ? view.next : view;
  if (of?.extra) return words.extraSet;
  return of && of.sets > 1 ? words.set(of.setNumber, of.sets) : "";
}

function noteOf(view: View): string {
  const set = setOf(view);
  const what = view.tempo ? `${words.ofReps(view.reps ?? 0)} · ${words.tempo[view.tempo]}` : kindWord(view);
  return set ? `${what} · ${set}` : what;
}

/** The name only when it changes: the other side of the same exercise fits one line. */
function nextWords(next: Next, current: string): string {
  const amount = next.reps === null ? words.seconds(next.seconds) : words.reps(next.reps);
  const side = words.side[next.side].toLowerCase();
  const name = next.name === current && side ? "" : next.name;
  return [name, side, amount].filter(Boolean).join(" · ");
}

/** What is left, as a line around the edge of the screen: it leaves the width to the digits. */
class Ring {
  readonly svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  readonly #track = document.createElementNS("http://www.w3.org/2000/svg", "path");
  readonly #line = document.createElementNS("http://www.w3.org/2000/svg", "path");

  constructor() {
    this.svg.setAttribute("class", "player__ring");
    this.svg.setAttribute("aria-hidden", "true");
    this.#track.setAttribute("class", "player__ring-track");
    this.#line.setAttribute("class", "player__ring-line");
    for (const path of [this.#track, this.#line]) path.setAttribute("pathLength", "1");
    this.svg.append(this.#track, this.#line);
  }

  /** A rounded frame that begins at the top centre and runs clockwise. */
  fit(element: HTMLElement): void {
    const { width, height } = element.getBoundingClientRect();
    if (width < 40 || height < 40) return;
    const inset = 5;
    const r = 26;
    const right = width - inset;
    const bottom = height - inset;
    const arc = (x: number, y: number): string => `A${r} ${r} 0 0 1 ${x} ${y}`;
    const path = [
      `M${width / 2} ${inset}H${right - r}${arc(right, inset + r)}`,
      `V${bottom - r}${arc(right - r, bottom)}H${inset + r}${arc(inset, bottom - r)}`,
      `V${inset + r}${arc(inset + r, inset)}Z`,
    ].join("");
    this.svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    for (const one of [this.#track, this.#line]) one.setAttribute("d", path);
  }

  set(left: number): void {
    this.#line.style.strokeDashoffset = String(1 - left);
  }
}

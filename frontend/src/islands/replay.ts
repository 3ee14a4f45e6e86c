// <section data-island="replay"> around one or more `.replay` and their charts: moves the bodies
// and the line over the charts by play and by scrubber, on one time from each hold's beginning.
import { bonesOf, boxOf, isSeen, momentAt, stretchAt, type Bone, type Measure, type Replay } from "../kit/skeleton";
import { mayMove } from "../kit/thrift";

const SVG = "http://www.w3.org/2000/svg";
const SCALE = 1000;
const HEAD = 0.05;

function part(name: string, attributes: Record<string, string | number>): SVGElement {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}

class Body {
  readonly data: Replay;
  readonly #svg: SVGSVGElement;
  readonly #now: HTMLElement | null;
  readonly #bones: { bone: Bone; line: SVGElement }[];
  readonly #head: SVGElement;
  readonly #charts: SVGSVGElement[];

  constructor(
    readonly element: HTMLElement,
    charts: SVGSVGElement[],
    private readonly decimal: string,
  ) {
    this.data = JSON.parse(element.querySelector("script")?.textContent ?? "null") as Replay;
    this.#svg = element.querySelector<SVGSVGElement>(".replay__body")!;
    this.#now = element.querySelector(".replay__now");
    this.#charts = charts;
    const box = boxOf(this.data.moments);
    this.#svg.setAttribute("viewBox", box.join(" "));
    const size = Math.max(box[2], box[3]);
    this.#svg.style.setProperty("--bone", `${size * 0.014}`);
    const side = element.dataset["side"];
    this.#bones = bonesOf(this.data.landmarks).map((bone) => {
      const far = side !== "both" && bone.side !== side;
      const line = part("line", { class: `replay__bone${far ? " replay__bone--far" : ""}` });
      return { bone, line };
    });
    // The working side is drawn last, over the other.
    const ordered = [...this.#bones].sort((a, b) => Number(a.bone.side === side) - Number(b.bone.side === side));
    this.#head = part("circle", { class: "replay__head", r: size * HEAD });
    this.#svg.append(...ordered.map(({ line }) => line), this.#head);
    element.hidden = false;
  }

  get first(): number {
    return (this.data.moments[0]?.t ?? this.data.start_s) - this.data.start_s;
  }

  get last(): number {
    return (this.data.moments.at(-1)?.t ?? this.data.start_s) - this.data.start_s;
  }

  /** `since` is seconds from the beginning of the hold. */
  show(since: number): void {
    const time = this.data.start_s + since;
    const moment = momentAt(this.data.moments, time);
    const points = moment?.p ?? null;
    this.element.dataset["kind"] = stretchAt(this.data.stretches, time)?.kind ?? "outside";
    for (const { bone, line } of this.#bones) {
      const [from, to] = [points?.[bone.from], points?.[bone.to]];
      const seen = isSeen(from) && isSeen(to);
      line.toggleAttribute("hidden", !seen);
      if (!seen) continue;
      line.setAttribute("x1", String(from[0]));
      line.setAttribute("y1", String(from[1]));
      line.setAttribute("x2", String(to[0]));
      line.setAttribute("y2", String(to[1]));
    }
    this.#showHead(points?.[this.data.landmarks.indexOf("nose")]);
    this.#tell(since, moment?.h ?? null, moment?.a ?? null);
    for (const chart of this.#charts) this.#point(chart, time);
  }

  #showHead(nose: [number, number, number] | undefined): void {
    this.#head.toggleAttribute("hidden", !isSeen(nose));
    if (!isSeen(nose)) return;
    this.#head.setAttribute("cx", String(nose[0]));
    this.#head.setAttribute("cy", String(nose[1]));
  }

  #tell(since: number, height: Measure | null, angle: Measure | null): void {
    if (!this.#now) return;
    const number = (value: number, digits: number): string => value.toFixed(digits).replace(".", this.decimal);
    const parts = [`${number(since, 1)} s`];
    if (height) parts.push(`${this.element.dataset["height"] ?? ""} ${number(height.value, 2)} ± ${number(height.plus_minus, 2)}`);
    if (angle) parts.push(`${this.element.dataset["angle"] ?? ""} ${number(angle.value, 0)}° ± ${number(angle.plus_minus, 0)}°`);
    this.#now.textContent = parts.join(" · ");
  }

  #point(chart: SVGSVGElement, time: number): void {
    const line = chart.querySelector<SVGElement>(".trace__now");
    const [from, to] = [Number(chart.dataset["from"]), Number(chart.dataset["to"])];
    if (!line || !(to > from)) return;
    const x = 40 + (320 * (Math.min(Math.max(time, from), to) - from)) / (to - from);
    line.removeAttribute("hidden");
    line.setAttribute("x1", String(x));
    line.setAttribute("x2", String(x));
  }
}

class Player {
  #at: number;
  #frame = 0;
  #before = 0;

  constructor(
    private readonly bodies: Body[],
    private readonly button: HTMLButtonElement,
    private readonly scrub: HTMLInputElement,
  ) {
    this.#at = 0;
    button.addEventListener("click", () => (this.#frame ? this.pause() : this.play()));
    scrub.addEventListener("input", () => {
      this.pause();
      this.show(this.first + (Number(scrub.value) / SCALE) * (this.last - this.first));
    });
    this.show(this.first < 0 ? 0 : this.first);
  }

  get first(): number {
    return Math.min(...this.bodies.map((body) => body.first));
  }

  get last(): number {
    return Math.max(...this.bodies.map((body) => body.last));
  }

  show(since: number): void {
    this.#at = since;
    this.scrub.value = String(Math.round((SCALE * (since - this.first)) / Math.max(this.last - this.first, 0.1)));
    for (const body of this.bodies) body.show(since);
  }

  play(): void {
    if (this.#at >= this.last) this.#at = this.first;
    this.#before = performance.now();
    const step = (now: number): void => {
      this.show(Math.min(this.#at + (now - this.#before) / 1000, this.last));
      this.#before = now;
      if (this.#at >= this.last) return this.pause();
      this.#frame = requestAnimationFrame(step);
    };
    this.#frame = requestAnimationFrame(step);
    this.#say("pause");
  }

  pause(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#say("play");
  }

  #say(what: "play" | "pause"): void {
    const word = this.button.querySelector<HTMLElement>(".replay__word");
    if (word) word.textContent = word.dataset[what] ?? "";
    this.button.dataset["playing"] = String(what === "pause");
  }
}

export function mount(section: HTMLElement): void {
  const found = [...section.querySelectorAll<HTMLElement>(".replay")];
  const controls = section.querySelector<HTMLElement>(".replay__controls");
  const button = section.querySelector<HTMLButtonElement>(".replay__play");
  const scrub = section.querySelector<HTMLInputElement>(".replay__scrub");
  if (found.length === 0 || !controls || !button || !scrub) return;
  const bodies = found.map((element) => {
    const home = found.length > 1 ? element.parentElement : section;
    return new Body(element, [...(home ?? section).querySelectorAll<SVGSVGElement>(".trace__picture")], section.dataset["decimal"] ?? ".");
  });
  controls.hidden = false;
  const player = new Player(bodies, button, scrub);
  // Who wants less motion moves the body by hand; the button would only flicker.
  if (!mayMove()) button.hidden = true;
  document.addEventListener("visibilitychange", () => document.hidden && player.pause());
}

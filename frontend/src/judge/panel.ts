// What the camera's judge shows: the body's outline, a light for each criterion, the seconds that
// count. Read from three metres: colour, word and sign, never colour alone.
import { h, icon } from "../kit/dom";
import { words } from "../text/judge";
import { drawOutline } from "./outline";
import type { Seen, Sense, Told, Verdict } from "./wire";

const SIGNS: Readonly<Record<Exclude<Verdict, "not-visible">, string>> = {
  good: "M4.5 12.5l5 5 10-11",
  lost: "M6 6l12 12M18 6L6 18",
  unsure: "M6 12h12",
};
/** Characters; a small screen has no room for longer sentences in large letters. */
const LONG = 80;
const ORDER: readonly Verdict[] = ["lost", "unsure", "good"];

export class Panel {
  readonly root: HTMLElement;
  readonly #view = h("div", { class: "judge__view" });
  readonly #canvas = h("canvas", { class: "judge__outline", "aria-hidden": "true" });
  readonly #number = h("span", { class: "judge__number" });
  readonly #unit = h("span", { class: "judge__unit" });
  readonly #lights = h("ul", { class: "judge__lights" });
  readonly #hidden = h("p", { class: "judge__hidden" });
  readonly #note = h("p", { class: "judge__note", role: "status" });
  readonly #level = h("div", { class: "judge__level", "aria-hidden": "true" }, h("span"));
  #lit = "";

  constructor(private readonly sense: Sense) {
    this.#lights.setAttribute("aria-label", words[sense].label);
    const count = h("p", { class: "judge__count" }, this.#number, this.#unit);
    if (sense === "hips") this.#view.append(this.#level);
    this.root = h("section", { class: "judge", "aria-label": words[sense].label, "data-by": sense, hidden: true }, this.#view, count, this.#lights, this.#hidden, this.#note);
  }

  film(video: HTMLVideoElement): void {
    this.#view.replaceChildren(video, this.#canvas);
    delete this.root.dataset["dark"];
  }

  /** No picture any more: the stage is the clock's again, with a sentence below. */
  dark(): void {
    this.#view.replaceChildren();
    this.root.dataset["dark"] = "";
  }

  outline(seen: Seen): void {
    drawOutline(this.#canvas, seen);
  }

  /** A sentence instead of a judgement; nothing is claimed then. */
  say(note: string): void {
    if (this.#note.textContent === note) return;
    this.#note.textContent = note;
    this.#note.toggleAttribute("data-long", note.length > LONG);
  }

  /** Nothing is judged: no number and no light may stay behind. */
  blank(): void {
    this.#number.textContent = this.#unit.textContent = "";
    this.#light({});
    this.root.dataset["stage"] = "none";
  }

  show(told: Told, counts: "hold" | "reps"): void {
    this.root.dataset["stage"] = told.stage;
    this.#number.textContent = counts === "reps" ? String(told.reps) : String(Math.floor(told.valid_s));
    this.#unit.textContent = counts === "reps" ? words.fullReps : words.valid;
    this.#light(told.verdicts);
    // A line through the hips as the athlete lies, seen from the feet: their left is on the right.
    this.#level.style.rotate = `${-(told.roll_deg ?? 0)}deg`;
    this.say(noteOf(told, this.sense));
  }

  #light(verdicts: Readonly<Record<string, Verdict>>): void {
    const lit = JSON.stringify(verdicts);
    if (lit === this.#lit) return;
    this.#lit = lit;
    const all = Object.entries(verdicts);
    this.root.dataset["worst"] = ORDER.find((one) => all.some(([, verdict]) => verdict === one)) ?? "unsure";
    const [hidden, lights] = [all.filter(isHidden), all.filter((one) => !isHidden(one))];
    this.#lights.replaceChildren(...lights.map(([name, verdict]) => light(name, verdict)));
    const names = hidden.map(([name]) => (words.criteria[name] ?? name).toLowerCase());
    this.#hidden.textContent = names.length > 0 ? words[this.sense].notVisible(names.join(", ")) : "";
  }
}

/** What this view can never show has no light, only a word. */
const isHidden = ([, verdict]: readonly [string, Verdict]): boolean => verdict === "not-visible";

function light(name: string, verdict: Verdict): HTMLElement {
  const spoken = h("span", { class: "visually-hidden" }, `: ${words.verdicts[verdict]}`);
  const word = h("span", {}, words.criteria[name] ?? name, spoken);
  return h("li", { class: "judge__light", "data-verdict": verdict, "data-criterion": name }, icon(SIGNS[verdict === "not-visible" ? "unsure" : verdict]), word);
}

/** One instruction at a time, the picture's before all. */
function noteOf(told: Told, sense: Sense): string {
  if (told.framing) return words.framing[told.framing] ?? words.unsure;
  if (told.set_up) return told.set_up;
  if (told.abstaining) return words.unsure;
  if (told.stage === "set-up") return words.setUp;
  if (told.stage === "ready") return words[sense].ready;
  return told.stage === "stopped" ? words.stopped : "";
}

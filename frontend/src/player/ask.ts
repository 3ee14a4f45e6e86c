// What is asked while the rest runs: what was done, what was left, how hard. All of it optional.
import { h } from "../kit/dom";
import { slider } from "../kit/slider";
import { words } from "../text/en/player";
import type { Action } from "./actions";
import { programOf, type DoneSet, type Question, type State } from "./state";
import type { Session, Side } from "./session";

const MOST_SECONDS = 20;
const MOST_REPS = 6;

export interface AskOptions {
  session: Session;
  state: State;
  question: Question;
  act: (action: Action) => void;
}

export function askPanel({ session, state, question, act }: AskOptions): HTMLElement {
  const sets = state.sets.filter((set) => set.ex === question.ex && !set.closed && !set.unseen);
  const { name } = programOf(session, state, question.ex);
  const panel = h("section", { class: "player__ask", "aria-label": words.asked(name) });
  const rpe = slider({
    label: words.rpe,
    min: 1,
    max: 10,
    rest: 6,
    value: question.rpe,
    low: words.rpeLow,
    high: words.rpeHigh,
    say: String,
    unset: words.notGiven,
    onChange: (value) => act({ type: "answer", rpe: value }),
  });
  if (question.kind === "tryout") {
    panel.append(h("h2", {}, words.askTryout), rpe, h("p", { class: "small soft" }, words.tryoutHint));
    return panel;
  }
  panel.append(h("h2", {}, words.asked(name)), ...amounts(sets, act), reserve(sets, question, act), rpe);
  const done = h("button", { class: "button button--strength button--wide", type: "button" }, words.done);
  done.addEventListener("click", () => act({ type: "answered" }));
  panel.append(done);
  return panel;
}

function reserve(sets: readonly DoneSet[], question: Question, act: AskOptions["act"]): HTMLElement {
  const reps = sets[0]?.unit === "reps";
  const most = reps ? MOST_REPS : MOST_SECONDS;
  return slider({
    label: reps ? words.reserveReps : words.reserveSeconds,
    min: 0,
    max: most,
    rest: Math.round(most / 3),
    value: question.reserve,
    low: words.reserveLow,
    high: words.reserveHigh(most),
    say: (value) => (value === most ? words.reserveHigh(most) : String(value)),
    unset: words.notGiven,
    onChange: (value) => act({ type: "answer", reserve: value }),
  });
}

/** A row for each side: its sets as numbers, and one stepper for the set that is chosen. */
function amounts(sets: readonly DoneSet[], act: AskOptions["act"]): HTMLElement[] {
  const sides = [...new Set(sets.map((set) => set.side))];
  return sides.map((side) => amountRow(side, sets.filter((set) => set.side === side), act));
}

function amountRow(side: Side, sets: readonly DoneSet[], act: AskOptions["act"]): HTMLElement {
  const done = new Map(sets.map((set) => [set.id, set.done]));
  let chosen = sets.at(-1);
  const chips = new Map<string, HTMLButtonElement>();
  const show = (): void => {
    for (const set of sets) {
      const chip = chips.get(set.id);
      const amount = done.get(set.id) ?? 0;
      if (!chip) continue;
      chip.textContent = String(amount);
      chip.setAttribute("aria-pressed", String(set === chosen));
      chip.setAttribute("aria-label", `${words.setOf(set.setNumber, side)}: ${said(set, amount)}`);
    }
  };
  const change = (by: number): void => {
    if (!chosen) return;
    const amount = Math.max(0, (done.get(chosen.id) ?? 0) + by);
    done.set(chosen.id, amount);
    act({ type: "adjust", setId: chosen.id, done: amount });
    show();
  };
  for (const set of sets) {
    const chip = h("button", { class: "player__chip", type: "button" });
    chip.addEventListener("click", () => {
      chosen = set;
      show();
    });
    chips.set(set.id, chip);
  }
  show();
  const label = words.side[side];
  return h(
    "div",
    { class: "player__amounts" },
    h("span", { class: "player__amount-side" }, label, h("small", {}, words.units[sets[0]?.unit ?? "hold_s"])),
    stepper("−", words.less(label), () => change(-1)),
    h("span", { class: "player__chips" }, ...chips.values()),
    stepper("+", words.more(label), () => change(1)),
  );
}

function said(set: DoneSet, amount: number): string {
  return set.unit === "reps" ? words.reps(amount) : words.seconds(amount);
}

function stepper(sign: string, label: string, run: () => void): HTMLElement {
  const button = h("button", { class: "player__step", type: "button", "aria-label": label }, sign);
  button.addEventListener("click", run);
  return button;
}

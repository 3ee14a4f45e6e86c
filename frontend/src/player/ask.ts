// What is asked while the rest runs: what was done, what was left, how hard. All of it optional.
import { h } from "../kit/dom";
import { slider } from "../kit/slider";
import { words } from "../text/player";
import type { Action } from "./actions";
import type { Session, Side } from "./session";
import { programOf, type DoneSet, type Question, type State, openSets } from "./state";
import { TroubleRow } from "./trouble-row";

const MOST_SECONDS = 20;
const MOST_REPS = 6;

export interface AskOptions {
  session: Session;
  state: State;
  question: Question;
  act: (action: Action) => void;
}

export function askPanel({ session, state, question, act }: AskOptions): HTMLElement {
  // Copies: what is told here is shown here at once, and the machine keeps its own.
  const sets = openSets(state, question.ex).map((set) => ({ ...set }));
  const { name, areas } = programOf(session, state, question.ex);
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
  const trouble = new TroubleRow({
    sets,
    areas,
    open: false,
    tell: (setId, told) => act({ type: "trouble", setId, told }),
    leave: wayOut({ session, state, question, act }),
  });
  if (question.kind === "tryout") {
    panel.append(h("h2", {}, words.askTryout), rpe, h("p", { class: "small soft" }, words.tryoutHint), trouble.element);
    return panel;
  }
  const shorter = (): void => trouble.refresh();
  panel.append(h("h2", {}, words.asked(name)), ...amounts(sets, act, shorter), reserve(sets, question, act), rpe, trouble.element);
  const done = h("button", { class: "button button--strength button--wide", type: "button" }, words.done);
  done.addEventListener("click", () => act({ type: "answered" }));
  panel.append(done);
  return panel;
}

/** Leaving is offered while the exercise has the screen; at the end of the session it is over. */
function wayOut({ session, state, question, act }: AskOptions): { label: string; run: () => void } | null {
  if (state.status !== "running" && state.status !== "paused") return null;
  const last = question.ex + 1 >= session.exercises.length;
  return { label: last ? words.leaveLast : words.leave, run: () => act({ type: "leave" }) };
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
function amounts(sets: readonly DoneSet[], act: AskOptions["act"], changed: () => void): HTMLElement[] {
  const tell = (action: Action): void => {
    act(action);
    changed();
  };
  // The left row stands on top, whichever side began.
  const sides = (["left", "right", "both"] as const).filter((side) => sets.some((set) => set.side === side));
  return sides.map((side) => amountRow(side, sets.filter((set) => set.side === side), tell));
}

function amountRow(side: Side, sets: readonly DoneSet[], act: AskOptions["act"]): HTMLElement {
  let chosen = sets.at(-1);
  const chips = new Map<string, HTMLButtonElement>();
  const show = (): void => {
    for (const set of sets) {
      const chip = chips.get(set.id);
      if (!chip) continue;
      chip.textContent = String(set.done);
      chip.setAttribute("aria-pressed", String(set === chosen));
      chip.setAttribute("aria-label", `${words.setOf(set.setNumber, side)}: ${said(set, set.done)}`);
    }
  };
  const change = (by: number): void => {
    if (!chosen) return;
    chosen.done = Math.max(0, chosen.done + by);
    act({ type: "adjust", setId: chosen.id, done: chosen.done });
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

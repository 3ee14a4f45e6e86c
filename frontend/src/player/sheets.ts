// The sheets over the playing screen: stop, swap, sound, what happened while asleep.
// Loaded beside the player, not with it.
import { h } from "../kit/dom";
import { openSheet, type Sheet } from "../kit/sheet";
import { words } from "../text/player";
import { isWork, type Session } from "./session";
import { exerciseAt, programOf, stepAt, type DoneSet, type State, openSets } from "./state";
import { type Trouble } from "./trouble";
import { TroubleRow } from "./trouble-row";

export { askPanel } from "./ask";
export { openSoundSheet } from "./sound-sheet";

function button(label: string, kind: string, run: () => void): HTMLButtonElement {
  const made = h("button", { class: `button ${kind} button--wide`, type: "button" }, label);
  made.addEventListener("click", run);
  return made;
}

/** Runs `yes` or, however else the sheet goes away, `no`. */
function choice(title: string, body: Node[], yes: [string, () => void], no: [string, () => void]): Sheet {
  let chosen = no[1];
  const sheet = openSheet({
    title,
    body,
    actions: [
      button(yes[0], "button--danger", () => {
        chosen = yes[1];
        sheet.close();
      }),
      button(no[0], "button--strength", () => sheet.close()),
    ],
    onClose: () => chosen(),
  });
  return sheet;
}

export function askToStop(stop: () => void, goOn: () => void): void {
  choice(words.stopTitle, [h("p", {}, words.stopBody)], [words.stopYes, stop], [words.stopNo, goOn]);
}

/** Alternatives come with the session: they fit the slot and what the athlete has at hand. */
export function offerSwap(session: Session, state: State, choose: (id: string | null) => void, cancel: () => void): void {
  const exercise = exerciseAt(session, state.ex);
  const current = state.swaps[state.ex];
  let run = cancel;
  const list = h("ul", { class: "rows" });
  const pick = (id: string | null): void => {
    run = () => choose(id);
    sheet.close();
  };
  for (const option of exercise.swap.filter((one) => one.id !== current)) {
    const row = h(
      "button",
      { class: "row player__option", type: "button" },
      h("span", { class: "row__body" }, h("span", { class: "row__title" }, option.name), h("span", { class: "row__note" }, words.needs(option.fetch))),
    );
    row.addEventListener("click", () => pick(option.id));
    list.append(h("li", {}, row));
  }
  const empty = exercise.swap.length === 0 && h("p", {}, words.swapNone);
  const sheet = openSheet({
    title: words.swapTitle,
    body: [empty || list],
    actions: current === undefined ? [] : [button(words.swapBack, "button--quiet", () => pick(null))],
    onClose: () => run(),
  });
}

export interface TroubleAnswers {
  tell: (setId: string | null, told: Trouble) => void;
  leave: () => void;
  goOn: () => void;
}

/** In the middle of an exercise. Nothing is told before "Done" or the way out. */
export function askTrouble(session: Session, state: State, answers: TroubleAnswers): void {
  const told = new Map<string | null, Trouble>();
  let after = answers.goOn;
  const close = (): void => {
    // An answer taken back ends no set that is under way.
    for (const [setId, trouble] of told) if (setId || trouble.ended) answers.tell(setId, trouble);
    sheet.close();
  };
  const leave = (): void => {
    after = answers.leave;
    close();
  };
  const underWay = isWork(stepAt(session, state));
  const last = state.ex + 1 >= session.exercises.length;
  const row = new TroubleRow({
    sets: underWay ? [] : openSets(state, state.ex),
    areas: programOf(session, state).areas,
    side: underWay ? stepAt(session, state).side : undefined,
    open: true,
    tell: (setId, trouble) => told.set(setId, trouble),
    leave: { label: last ? words.leaveLast : words.leave, run: leave },
  });
  const sheet = openSheet({
    title: words.offTitle,
    body: [row.element],
    actions: [button(words.done, "button--strength", close)],
    onClose: () => after(),
  });
}

export function askAboutSleep(unseen: readonly DoneSet[], answer: (done: boolean) => void): void {
  const first = unseen[0];
  if (!first) return;
  let done = true;
  const sheet = openSheet({
    title: words.sleptTitle,
    body: [h("p", {}, words.slept(unseen.length))],
    actions: [
      button(words.sleptYes, "button--strength", () => sheet.close()),
      button(words.sleptNo(first.setNumber, first.side), "", () => {
        done = false;
        sheet.close();
      }),
    ],
    onClose: () => answer(done),
  });
}

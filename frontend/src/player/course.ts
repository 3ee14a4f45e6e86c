// How a session goes on by itself: step after step by the clock, rung after rung of a try-out.
import { AWAY_MS, LEAD_MS, TRYOUT_WAIT_MS, UNSEEN_MS } from "./actions";
import { takeOutSame } from "./ledger";
import { isWork } from "./session";
import { exerciseAt, hasWorkAfter, isTryout, lengthMs, programOf, remainingMs, stepAt } from "./state";
import { judge } from "./tryout";
import type { Turn } from "./turn";

/** Live through everything between the last sign of life and now. */
export function catchUp(turn: Turn): void {
  const { state, now } = turn;
  const gap = now - state.seenAt;
  if (gap > AWAY_MS) return putDown(turn, remainingMs(state, state.seenAt));
  while (state.status === "running" && now >= state.deadline) {
    turn.speak(state.deadline);
    leaveStep(turn, state.deadline, gap);
  }
  turn.speakIfRunning();
}

export function start(turn: Turn): void {
  const { state, now } = turn;
  state.startedAt = now;
  state.status = "running";
  state.deadline = now + state.leftMs;
  turn.speak(now);
}

export function putDown({ state }: Turn, leftMs: number): void {
  state.status = "paused";
  state.leftMs = Math.max(leftMs, 0);
}

/** Work is counted back in; everything else just goes on. */
export function leadIn(turn: Turn): void {
  const { state, now } = turn;
  if (isWork(turn.step)) {
    state.leadUntil = now + LEAD_MS;
    state.deadline += LEAD_MS;
    turn.effects.push({ type: "lead", side: turn.step.side });
  }
  turn.speak(now);
}

/** The step is over at `at`: note what was done and go on. */
function leaveStep(turn: Turn, at: number, gap: number): void {
  const { state } = turn;
  if (isWork(turn.step)) {
    const length = lengthMs(turn.session, state);
    turn.note(length, at, gap > UNSEEN_MS && at - length >= state.seenAt);
  }
  if (waitsForAnswer(turn)) {
    state.extraMs += TRYOUT_WAIT_MS;
    state.deadline = at + TRYOUT_WAIT_MS;
    return;
  }
  next(turn, at);
}

function waitsForAnswer({ state, step }: Turn): boolean {
  const open = state.question?.kind === "tryout" && state.question.rpe === null;
  return open && step.kind === "rest" && state.extraMs < TRYOUT_WAIT_MS;
}

export function next(turn: Turn, at: number): void {
  const { state } = turn;
  const wasWork = isWork(turn.step);
  const { steps } = programOf(turn.session, state);
  if (wasWork && !hasWorkAfter(steps, state.step)) ask(turn);
  if (state.step + 1 < steps.length) enter(turn, state.ex, state.step + 1, at);
  else leaveExercise(turn, at);
  if (state.status === "running") announce(turn, wasWork);
}

function ask({ session, state }: Turn): void {
  const kind = isTryout(session, state) ? "tryout" : "exercise";
  state.question = { ex: state.ex, kind, reserve: null, rpe: null };
}

function announce(turn: Turn, wasWork: boolean): void {
  if (isWork(turn.step)) turn.cue("start");
  else if (turn.step.kind === "switch") turn.cue("switch");
  else if (wasWork) turn.cue("stop");
}

function leaveExercise(turn: Turn, at: number): void {
  const { state } = turn;
  if (state.question?.kind === "tryout" && goesOnTrying(turn, at)) return;
  if (state.question?.kind === "tryout") turn.closeExercise();
  // After the last exercise the question stays open beside the last one: how it felt.
  if (isLast(turn)) return end(turn, "done");
  nextExercise(turn, at);
}

export function isLast({ session, state }: Turn): boolean {
  return state.ex + 1 >= session.exercises.length;
}

export function nextExercise(turn: Turn, at: number): void {
  turn.closeExercise();
  beginTryout(turn, turn.state.ex + 1);
  enter(turn, turn.state.ex + 1, 0, at);
}

function beginTryout({ session, state }: Turn, ex: number): void {
  state.tries = [];
  state.rung = exerciseAt(session, ex).tryout?.start ?? null;
}

export function enter({ session, state }: Turn, ex: number, step: number, at: number): void {
  state.ex = ex;
  state.step = step;
  state.extraMs = 0;
  state.said = 0;
  state.leadUntil = 0;
  const length = lengthMs(session, state);
  state.leftMs = length;
  state.deadline = at + length;
}

/** To a step that is done again: what it had given is taken back. */
export function goTo(turn: Turn, ex: number, step: number): void {
  const { state } = turn;
  if (ex !== state.ex) beginTryout(turn, ex);
  state.question = null;
  enter(turn, ex, step, turn.now);
  turn.drop(takeOutSame(state, turn.step));
  if (state.status === "running") leadIn(turn);
}

export function end(turn: Turn, how: "done" | "stopped"): void {
  const { state } = turn;
  if (state.status === "done" || state.status === "stopped") return;
  if (how === "stopped") {
    if (turn.isLive) turn.noteIfBegun();
    turn.closeExercise();
  }
  state.status = how;
  state.endId = turn.context.newId();
  if (how === "done") turn.cue("finish");
  turn.logSession(how === "stopped");
}

/** True when another rung is tried next. */
function goesOnTrying(turn: Turn, at: number): boolean {
  const { session, state } = turn;
  const { tryout } = exerciseAt(session, state.ex);
  const rpe = state.question?.rpe ?? null;
  if (!tryout || state.rung === null || rpe === null) return false; // not given: nothing is claimed
  state.tries.push({ rung: state.rung, rpe });
  const verdict = judge(tryout, state.tries);
  const exerciseId = stepAt(session, state).exercise_id;
  turn.effects.push({ type: "tryout", family: tryout.family, exerciseId, rpe, settled: verdict.settled });
  if (verdict.settled) return false;
  turn.closeExercise();
  state.rung = verdict.rung;
  enter(turn, state.ex, 0, at);
  return true;
}

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Effect } from "./actions";
import { Play } from "./play";
import { HOLD, RAISE, rightFirst, sample, tryoutSample } from "./sample";
import type { Session } from "./session";
import { programOf, restore, type DoneSet, setInQuestion } from "./state";
import { NO_TROUBLE, saysStop, type Trouble } from "./trouble";
import { view } from "./view";

const CRAMP: Trouble = { ended: "cramp", pain: null, sharp: false, area: null };
const PAIN: Trouble = { ended: "pain", pain: 6, sharp: false, area: "left-knee" };
const BEGUN_S = 10;
const TO_ASK_S = BEGUN_S + 2 * (30 + 10 + 30 + 60) - 60 + 1;

const lastSet = (play: Play): DoneSet | undefined => play.effects.filter((one): one is Extract<Effect, { type: "set" }> => one.type === "set").at(-1)?.set;
const offers = (play: Play): boolean => view(play.session, play.state, play.now).offers;

test("what ended a set goes with that set and no other", () => {
  const play = new Play().do({ type: "start" }).pass(TO_ASK_S);
  assert.equal(play.state.question?.kind, "exercise");
  const about = setInQuestion(play.state.sets)!;
  assert.equal(`${about.side} ${about.setNumber}`, "right 2");
  play.do({ type: "trouble", setId: about.id, told: CRAMP }).do({ type: "answer", rpe: 7 }).do({ type: "answered" });
  assert.deepEqual(play.state.sets.map((set) => set.ended), [null, null, null, "cramp"]);
  assert.ok(play.state.sets.every((set) => set.closed));
});

test("a set cut short is the one in question, and an adjusted one as well", () => {
  const play = new Play().do({ type: "start" }).pass(BEGUN_S + 12).do({ type: "skip" });
  play.pass(10 + 30 + 60 + 30 + 10 + 30 + 1);
  assert.equal(setInQuestion(play.state.sets)?.side, "left");
  play.do({ type: "adjust", setId: play.state.sets.at(-1)!.id, done: 21 });
  assert.deepEqual([setInQuestion(play.state.sets)?.side, setInQuestion(play.state.sets)?.setNumber], ["right", 2]);
});

test("hands-free nothing is told and nothing waits", () => {
  const play = new Play().do({ type: "start" }).pass(600);
  assert.equal(play.state.status, "done");
  assert.ok(play.state.sets.every((set) => set.ended === null && set.pain === null && !set.sharp));
});

test("told in the middle of a set, the set is over and kept as far as it went", () => {
  const play = new Play().do({ type: "start" }).pass(BEGUN_S + 17).do({ type: "pause" });
  assert.ok(offers(play));
  play.do({ type: "trouble", setId: null, told: PAIN });
  assert.equal(play.where(), `${HOLD} switch right 1`);
  assert.equal(play.state.status, "paused");
  const { side, done, planned, ended, pain, area } = lastSet(play)!;
  assert.deepEqual({ side, done, planned, ended, pain, area }, { side: "left", done: 17, planned: 30, ended: "pain", pain: 6, area: "left-knee" });
});

test("leaving an exercise closes its sets and waits at the next one", () => {
  const play = new Play().do({ type: "start" }).pass(BEGUN_S + 17).do({ type: "pause" });
  play.do({ type: "trouble", setId: null, told: PAIN }).do({ type: "leave" });
  assert.equal(play.where(), `${RAISE} ready both 1`);
  assert.equal(play.state.status, "paused");
  assert.ok(play.state.sets.every((set) => set.closed));
  play.pass(60);
  assert.equal(play.where(), `${RAISE} ready both 1`, "it waits for a tap");
  play.do({ type: "resume" }).pass(60);
  assert.equal(play.state.status, "done");
});

test("leaving while a set runs keeps what was held", () => {
  const play = new Play().do({ type: "start" }).pass(BEGUN_S + 9).do({ type: "leave" });
  assert.deepEqual(play.state.sets.map((set) => [set.side, set.done]), [["left", 9]]);
});

test("leaving the last exercise ends the session as done", () => {
  const play = new Play(rightFirst()).do({ type: "start" }).pass(BEGUN_S + 9).do({ type: "leave" });
  assert.equal(play.state.status, "done");
  assert.ok(play.state.sets[0]?.closed);
});

test("leaving a try-out tries no other rung and claims none", () => {
  const play = new Play(tryoutSample()).do({ type: "start" }).pass(10 + 15 + 10 + 15 + 2);
  assert.equal(play.state.question?.kind, "tryout");
  play.do({ type: "answer", rpe: 4 }).do({ type: "leave" });
  assert.equal(play.where(), `${RAISE} ready both 1`);
  assert.ok(!play.effects.some((effect) => effect.type === "tryout"));
});

test("it is offered while paused and after a short set, never after a whole one", () => {
  const play = new Play().do({ type: "start" }).pass(5);
  play.do({ type: "pause" });
  assert.ok(!offers(play), "nothing was done yet");
  play.do({ type: "resume" }).pass(10 + 35);
  assert.equal(play.where(), `${HOLD} hold right 1`);
  play.pass(5);
  assert.ok(!offers(play));
  play.do({ type: "skip" });
  assert.ok(offers(play));
});

test("a session begun with an older player goes on without a word of trouble", () => {
  const { state } = new Play().do({ type: "start" }).pass(BEGUN_S + 35);
  const old = structuredClone(state) as unknown as { sets: Partial<DoneSet>[] };
  for (const set of old.sets) for (const key of ["ended", "pain", "sharp", "area"] as const) delete set[key];
  const { ended, pain, sharp, area } = restore(sample(), old as unknown as typeof state).sets[0]!;
  assert.deepEqual({ ended, pain, sharp, area }, NO_TROUBLE);
});

test("a set that hurt before the player asked where says nothing of it", () => {
  const { state } = new Play().do({ type: "start" }).pass(BEGUN_S + 35);
  const old = structuredClone(state) as unknown as { sets: Partial<DoneSet>[] };
  Object.assign(old.sets[0]!, { ended: "pain", pain: 4 });
  delete old.sets[0]!.area;
  const { pain, area } = restore(sample(), old as unknown as typeof state).sets[0]!;
  assert.deepEqual([pain, area], [4, null]);
});

test("where an exercise hurts comes with it, its stand-in and its rung, and may be missing", () => {
  const session = sample();
  const state = new Play().state;
  assert.deepEqual(programOf(session, state).areas, []);
  const told = { ...session, exercises: session.exercises.map((one) => ({ ...one, areas: ["knee"], swap: one.swap.map((swap) => ({ ...swap, areas: ["calf"] })) })) };
  assert.deepEqual(programOf(told, state).areas, ["knee"]);
  assert.deepEqual(programOf(told, { ...state, swaps: { 0: told.exercises[0]!.swap[0]!.id } }).areas, ["calf"]);
});

test("above 5, or sharp, it is time to stop", () => {
  const at = (pain: number | null, sharp = false): boolean => saysStop({ ended: "pain", pain, sharp, area: null });
  assert.deepEqual([at(null), at(5), at(6), at(null, true), at(0, true)], [false, false, true, true, true]);
});

test("the side that goes first leads the screen, and its set more is called an extra set", () => {
  const play = new Play(rightFirst()).do({ type: "start" });
  const seen: string[] = [];
  const session: Session = play.session;
  while (play.state.status === "running") {
    const { kind, side, extra, next } = view(session, play.state, play.now);
    const word = `${kind} ${side}${extra ? " extra" : ""}${next?.extra ? " then extra" : ""}`;
    if (seen.at(-1) !== word) seen.push(word);
    play.pass(1);
  }
  assert.deepEqual(seen, [
    "ready right",
    "hold right",
    "switch left",
    "hold left",
    "rest right",
    "hold right",
    "switch left",
    "hold left then extra",
    "rest right then extra",
    "hold right extra",
    "rest right extra",
  ]);
});

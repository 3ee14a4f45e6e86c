import assert from "node:assert/strict";
import { test } from "node:test";
import { AWAY_MS, LEAD_MS } from "./actions";
import { Play } from "./play";
import { HOLD, RAISE, rightFirst, sample, tryoutSample } from "./sample";
import { asksTheSame, type Session } from "./session";
import { isResumable, programOf, restore, stepAt } from "./state";

const TOTAL_S = 10 + 2 * (30 + 10 + 30 + 60) + 5 + 40 + 5;

test("plays a whole session by itself, each side its own full window", () => {
  const play = new Play().do({ type: "start" }).pass(TOTAL_S);
  assert.equal(play.state.status, "done");
  assert.deepEqual(
    play.state.sets.map((set) => [set.exerciseId, set.side, set.setNumber, set.unit, set.done]),
    [
      [HOLD, "left", 1, "hold_s", 30],
      [HOLD, "right", 1, "hold_s", 30],
      [HOLD, "left", 2, "hold_s", 30],
      [HOLD, "right", 2, "hold_s", 30],
      [RAISE, "both", 1, "reps", 8],
    ],
  );
  assert.equal(play.now - (play.state.startedAt ?? 0), TOTAL_S * 1000);
});

test("the side that the server names first goes first, and its extra set comes last", () => {
  const play = new Play(rightFirst()).do({ type: "start" }).pass(600);
  assert.equal(play.state.status, "done");
  assert.deepEqual(
    play.state.sets.map((set) => `${set.side} ${set.setNumber}`),
    ["right 1", "left 1", "right 2", "left 2", "right 3"],
  );
});

test("does not drift, however rarely and unevenly the tab is let run", () => {
  const steady = new Play().do({ type: "start" }).pass(200, 16);
  for (const everyMs of [250, 1000, 1733, 7000]) {
    const rare = new Play().do({ type: "start" }).pass(200, everyMs);
    assert.equal(rare.state.deadline, steady.state.deadline, `ticks every ${everyMs} ms`);
    assert.equal(rare.where(), steady.where());
  }
});

test("after ten minutes asleep the clock is where it would have been, to the millisecond", () => {
  const long = sample();
  const session: Session = { ...long, exercises: Array.from({ length: 4 }, () => long.exercises[0]!) };
  const awake = new Play(session).do({ type: "start" }).pass(15 + 600, 50);
  const asleep = new Play(session).do({ type: "start" }).pass(15);
  asleep.now += 600_000;
  asleep.do({ type: "tick" });
  assert.equal(asleep.where(), awake.where());
  assert.equal(asleep.state.deadline, awake.state.deadline);
});

test("sets that ran while the device slept are asked about, not claimed", () => {
  const play = new Play().do({ type: "start" }).pass(15);
  play.now += 120_000; // left 1 was seen begun; right 1 ran unseen
  play.do({ type: "tick" });
  const unseen = play.state.sets.filter((set) => set.unseen).map((set) => `${set.side} ${set.setNumber}`);
  assert.deepEqual(unseen, ["right 1"]);
  play.do({ type: "seen", done: false });
  assert.equal(play.where(), `${HOLD} hold right 1`);
  assert.equal(play.state.sets.length, 1);
  assert.ok(play.effects.some((effect) => effect.type === "drop"));
});

test("unseen sets the athlete did do are kept and leave when their exercise is over", () => {
  const play = new Play().do({ type: "start" }).pass(15);
  play.now += 240_000;
  play.do({ type: "tick" }).pass(60);
  play.do({ type: "seen", done: true });
  assert.equal(play.state.sets.filter((set) => set.unseen).length, 0);
  assert.ok(play.state.sets.filter((set) => set.exerciseId === HOLD).every((set) => set.closed));
});

test("away for longer than a quarter of an hour, the session waits where it was", () => {
  const play = new Play().do({ type: "start" }).pass(20);
  play.now += AWAY_MS + 1;
  play.do({ type: "tick" });
  assert.equal(play.state.status, "paused");
  assert.equal(play.where(), `${HOLD} hold left 1`);
  assert.equal(play.state.leftMs, 20_000);
});

test("a pause keeps what is left; work is counted back in", () => {
  const play = new Play().do({ type: "start" }).pass(10 + 12).do({ type: "pause" });
  assert.equal(play.state.leftMs, 18_000);
  play.now += 90_000;
  play.do({ type: "resume" });
  assert.equal(play.state.deadline, play.now + 18_000 + LEAD_MS);
  play.pass(LEAD_MS / 1000 + 18);
  assert.equal(play.where(), `${HOLD} switch right 1`);
  assert.equal(play.state.sets[0]?.done, 30);
});

test("ten seconds more move the end and its countdown, not the middle", () => {
  const play = new Play().do({ type: "start" }).pass(10 + 20).do({ type: "add" }).pass(6);
  assert.ok(!play.said().includes("5"), "the countdown waits for the new end");
  play.pass(13.2);
  assert.deepEqual(play.said().slice(-5), ["5", "4", "3", "2", "1"]);
  play.pass(1);
  assert.equal(play.state.sets[0]?.done, 40);
  assert.equal(play.state.sets[0]?.planned, 30);
});

test("added time in the countdown counts down again", () => {
  const play = new Play().do({ type: "start" }).pass(10 + 27.5).do({ type: "add" }).pass(12.6);
  assert.equal(play.said().filter((text) => text === "5").length, 2);
  assert.equal(play.where(), `${HOLD} switch right 1`);
});

test("a skipped set says how much of it was done", () => {
  const play = new Play().do({ type: "start" }).pass(10 + 12).do({ type: "skip" });
  assert.equal(play.state.sets[0]?.done, 12);
  assert.equal(play.where(), `${HOLD} switch right 1`);
  play.do({ type: "skip" }).do({ type: "skip" });
  assert.equal(play.state.sets[1]?.done, 0);
});

test("back begins the set again, and takes the first try out of the log", () => {
  const play = new Play().do({ type: "start" }).pass(10 + 30 + 4).do({ type: "back" });
  assert.equal(play.where(), `${HOLD} hold left 1`);
  assert.equal(play.state.deadline, play.now + LEAD_MS + 30_000);
  assert.deepEqual(play.state.sets, []);
  assert.ok(play.effects.some((effect) => effect.type === "drop" && effect.id === "id-1"));
  play.pass(10).do({ type: "back" });
  assert.equal(play.where(), `${HOLD} hold left 1`);
});

test("back from the first moment of an exercise reaches the exercise before", () => {
  const play = new Play().do({ type: "start" }).pass(10 + 260 + 1);
  assert.equal(play.where(), `${RAISE} ready both 1`);
  play.do({ type: "back" });
  assert.equal(play.where(), `${HOLD} hold right 2`);
});

test("a stand-in takes the exercise's place from its own get-ready", () => {
  const play = new Play().do({ type: "start" }).pass(12).do({ type: "swap", id: "hb-double-iso" });
  assert.equal(play.where(), "hb-double-iso ready both 1");
  assert.equal(programOf(play.session, play.state).art.figure, "/exercises/hb-double-iso/figure.svg");
  play.pass(5 + 20 + 40);
  assert.equal(play.where(), `${RAISE} ready both 1`);
  assert.equal(play.state.sets[0]?.exerciseId, "hb-double-iso");
});

test("the question opens with the last rest and waits there only as long as the rest", () => {
  const play = new Play().do({ type: "start" }).pass(10 + 200);
  assert.equal(play.state.question?.kind, "exercise");
  play.do({ type: "answer", rpe: 7 }).do({ type: "answer", reserve: 5 }).pass(60.1);
  assert.equal(play.state.question, null);
  const left2 = play.state.sets.find((set) => set.side === "left" && set.setNumber === 2);
  const left1 = play.state.sets.find((set) => set.side === "left" && set.setNumber === 1);
  assert.deepEqual([left2?.rpe, left2?.reserve, left2?.closed], [7, 5, true]);
  assert.deepEqual([left1?.rpe, left1?.reserve, left1?.closed], [null, null, true]);
});

test("an unanswered question is stored as not given and holds nobody up", () => {
  const play = new Play().do({ type: "start" }).pass(10 + 260 + 1);
  assert.equal(play.where(), `${RAISE} ready both 1`);
  const last = play.state.sets.at(-1);
  assert.deepEqual([last?.rpe, last?.reserve, last?.closed], [null, null, true]);
});

test("what was done can be corrected until the question closes", () => {
  const play = new Play().do({ type: "start" }).pass(10 + 200);
  const set = play.state.sets[3]!;
  play.do({ type: "adjust", setId: set.id, done: 24 }).do({ type: "answered" });
  assert.equal(play.state.sets[3]?.done, 24);
  play.do({ type: "adjust", setId: set.id, done: 3 });
  assert.equal(play.state.sets[3]?.done, 24);
});

test("stopping early keeps the seconds held and says that it was stopped", () => {
  const play = new Play().do({ type: "start" }).pass(10 + 9).do({ type: "stop" });
  assert.equal(play.state.status, "stopped");
  assert.equal(play.state.sets[0]?.done, 9);
  const end = play.effects.find((effect) => effect.type === "session");
  assert.deepEqual(end && { state: end.state, closed: end.closed }, { state: "stopped", closed: true });
});

test("the end waits for one tap, and the tap lets everything leave", () => {
  const play = new Play().do({ type: "start" }).pass(TOTAL_S);
  assert.equal(play.state.sets.at(-1)?.closed, false);
  play.do({ type: "feel", feel: "good" });
  assert.ok(play.state.sets.every((set) => set.closed));
  const ends = play.effects.filter((effect) => effect.type === "session");
  assert.deepEqual(ends.map((end) => [end.id, end.feel, end.closed]), [
    [ends[0]!.id, null, false],
    [ends[0]!.id, "good", true],
  ]);
});

test("says each line once, in order, and never a stale one", () => {
  const play = new Play().do({ type: "start" }).pass(10 + 30 + 10);
  assert.deepEqual(play.said().slice(0, 12), [
    HOLD, "Left side", "Get ready", "Hips up", "Halfway", "5", "4", "3", "2", "1", "And lower", "Switch sides",
  ]);
  const asleep = new Play().do({ type: "start" }).pass(11);
  const before = asleep.said().length;
  asleep.now += 20_000;
  asleep.do({ type: "tick" });
  assert.equal(asleep.said().length, before, "nothing old is said after the sleep");
});

test("a reload puts the session down where it was last seen", () => {
  const play = new Play().do({ type: "start" }).pass(10 + 30 + 10 + 7);
  const saved = JSON.parse(JSON.stringify(play.state)) as unknown;
  assert.ok(isResumable(saved, play.session));
  const back = restore(play.session, saved);
  assert.equal(back.status, "paused");
  assert.equal(back.leftMs, 23_000);
  const step = stepAt(play.session, back);
  assert.deepEqual([step.kind, step.side, step.set_number], ["hold", "right", 1]);
});

test("a session in another language asks for the same, one that was planned anew does not", () => {
  const one = sample();
  const spoken = { ...one, title: "Otra", exercises: one.exercises.map((exercise) => ({ ...exercise, name: "Otro" })) };
  assert.ok(asksTheSame(one, spoken));
  assert.equal(asksTheSame(one, { ...one, exercises: one.exercises.slice(1) }), false);
});

test("a saved state that no longer fits the session is not gone on from", () => {
  const play = new Play().do({ type: "start" }).pass(60);
  const other: Session = { ...sample(), exercises: [sample().exercises[1]!] };
  assert.equal(isResumable({ ...play.state, step: 40 }, play.session), false);
  assert.equal(isResumable(play.state, { ...other, id: "another" }), false);
  assert.equal(isResumable(undefined, play.session), false);
});

test("the try-out goes up when it was easy and settles when it was hard above", () => {
  const play = new Play(tryoutSample()).do({ type: "start" });
  assert.equal(play.where(), "rung-2 ready left 1");
  play.pass(10 + 15 + 10 + 15).do({ type: "answer", rpe: 5 }).pass(30);
  assert.equal(play.where(), "rung-3 ready left 1");
  play.pass(10 + 15 + 10 + 15).do({ type: "answer", rpe: 9 }).pass(30);
  assert.equal(play.where(), `${RAISE} ready both 1`);
  const tries = play.effects.flatMap((effect) =>
    effect.type === "tryout" ? [[effect.exerciseId, effect.rpe, effect.settled]] : [],
  );
  assert.deepEqual(tries, [["rung-2", 5, false], ["rung-3", 9, true]]);
  assert.equal(play.state.sets[1]?.rpe, 5);
});

test("a try-out without an answer waits once, then claims nothing", () => {
  const play = new Play(tryoutSample()).do({ type: "start" }).pass(10 + 15 + 10 + 15 + 30);
  assert.equal(play.where(), "rung-2 rest right 1");
  play.pass(30);
  assert.equal(play.where(), `${RAISE} ready both 1`);
  assert.ok(!play.effects.some((effect) => effect.type === "tryout"));
});

test("what a camera saw stands beside the clock's seconds and changes none", () => {
  const play = new Play().do({ type: "start" }).pass(10 + 30);
  const set = play.state.sets[0]!;
  play.do({ type: "judged", setId: set.id, judged: { valid_s: 12.5 } });
  const kept = play.state.sets[0]!;
  assert.deepEqual([kept.done, kept.planned, kept.judged], [30, 30, { valid_s: 12.5 }]);
  assert.deepEqual(play.effects.at(-1), { type: "set", set: kept });
});

test("a set that has left is told nothing more", () => {
  const play = new Play().do({ type: "start" }).pass(10 + 30).do({ type: "stop" });
  const before = play.effects.length;
  play.do({ type: "judged", setId: play.state.sets[0]!.id, judged: { valid_s: 12.5 } });
  assert.equal(play.effects.length, before);
  assert.equal(play.state.sets[0]!.judged, undefined);
});

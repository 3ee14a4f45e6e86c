// A small session for the tests: the single-leg hold, a try-out and paced reps.
import type { Exercise, Session, Side, Step, StepKind } from "./session";

interface StepOptions {
  side?: Side;
  set?: number;
  sets?: number;
  reps?: number;
  say?: [number, string][];
}

export function step(id: string, kind: StepKind, seconds: number, options: StepOptions = {}): Step {
  return {
    kind,
    seconds,
    exercise_id: id,
    side: options.side ?? "both",
    set_number: options.set ?? 1,
    sets: options.sets ?? 1,
    reps: options.reps ?? null,
    tempo_s: [2, 1, 2],
    say: (options.say ?? []).map(([at_s, text]) => ({ at_s, text })),
  };
}

export function eachSide(id: string, holdS: number, sets: number, more: { ready?: number; rest?: number } = {}): Step[] {
  const steps = [
    step(id, "ready", more.ready ?? 10, { side: "left", sets, say: [[0, id], [6, "Left side"], [8, "Get ready"]] }),
  ];
  const lines: [number, string][] = [
    [0, "Hips up"],
    [holdS / 2, "Halfway"],
    [holdS - 5, "5"],
    [holdS - 4, "4"],
    [holdS - 3, "3"],
    [holdS - 2, "2"],
    [holdS - 1, "1"],
  ];
  for (let set = 1; set <= sets; set++) {
    steps.push(
      step(id, "hold", holdS, { side: "left", set, sets, say: lines }),
      step(id, "switch", 10, { side: "right", set, sets, say: [[0, "And lower"], [3, "Switch sides"]] }),
      step(id, "hold", holdS, { side: "right", set, sets, say: lines }),
      step(id, "rest", more.rest ?? 60, { side: "right", set, sets, say: [[0, "And lower"]] }),
    );
  }
  return steps;
}

export function exercise(id: string, steps: Step[], more: Partial<Exercise> = {}): Exercise {
  return {
    id,
    name: id.replaceAll("-", " "),
    side: "each",
    sets: 2,
    hold_s: 30,
    reps: null,
    rest_s: 60,
    cues: [],
    figure: `/exercises/${id}/figure.svg`,
    steps,
    swap: [],
    tryout: null,
    ...more,
  };
}

export function repsSteps(id: string, reps: number): Step[] {
  return [
    step(id, "ready", 5),
    step(id, "reps", reps * 5, { reps, say: [[0, "1"], [5, "2"]] }),
    step(id, "rest", 5),
  ];
}

export const HOLD = "hb-single-iso";
export const RAISE = "calf-raise";

export function sample(): Session {
  return {
    id: "2026-11-23-1",
    title: "Hamstrings and calves",
    minutes: 12,
    reason: "Monday: 48 h before your threshold run.",
    fetch: ["sofa"],
    exercises: [
      exercise(HOLD, eachSide(HOLD, 30, 2), {
        swap: [{ id: "hb-double-iso", name: "Double-leg hold", fetch: [], steps: [step("hb-double-iso", "ready", 5), step("hb-double-iso", "hold", 20), step("hb-double-iso", "rest", 40)] }],
      }),
      exercise(RAISE, repsSteps(RAISE, 8), { side: "both", hold_s: null, reps: 8, sets: 1 }),
    ],
  };
}

/** The right side begins, and has an extra set at the end. */
export function rightFirst(): Session {
  const base = sample();
  const first = base.exercises[0]!;
  const turned = first.steps.map((one) => ({ ...one, side: one.side === "left" ? ("right" as const) : ("left" as const) }));
  const extra = [turned.find((one) => one.kind === "hold")!, turned.at(-1)!].map((one) => ({ ...one, side: "right" as const, set_number: 3, sets: 3 }));
  return { ...base, exercises: [{ ...first, steps: [...turned, ...extra] }] };
}

export function tryoutSample(): Session {
  const rungs = ["rung-1", "rung-2", "rung-3"].map((id) => ({ id, name: id, steps: eachSide(id, 15, 1, { rest: 30 }) }));
  const base = sample();
  const first = exercise("rung-2", eachSide("rung-2", 15, 1), {
    tryout: { family: "hamstring-bridge", start: 1, easy_rpe: 6, hard_rpe: 8, max_tries: 3, rungs },
  });
  return { ...base, exercises: [first, ...base.exercises.slice(1)] };
}

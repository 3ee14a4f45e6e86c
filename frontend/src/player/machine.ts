// The player as a pure function: (session, state, action, now) -> state and what to do about it.
//
// Time is only ever `now` against a stored deadline, so a throttled tab, a locked screen or a
// slow device cannot make the clock drift. No rule of training is in here: seconds, order,
// lines and try-out limits come with the session.
import { ADD_MS, AWAY_MS, BACK_MS, LEAD_MS, TRYOUT_WAIT_MS, UNSEEN_MS } from "./actions";
import type { Action, Context, Effect } from "./actions";
import { acceptUnseen, closeSets, noteSet, stepOfSet, takeOutSame, takeOutUnseen } from "./ledger";
import { exerciseAt, hasWorkAfter, isTryout, lengthMs, programOf, remainingMs, stepAt, workBefore, openSets } from "./state";
import type { DoneSet, State } from "./state";
import { nextLine, unsayEndLines } from "./lines";
import { isWork, type Session, type Step } from "./session";
import { type Trouble } from "./trouble";
import { judge } from "./tryout";

export interface Outcome {
  state: State;
  effects: Effect[];
}

export function reduce(context: Context, before: State, action: Action, now: number): Outcome {
  const turn = new Turn(context, structuredClone(before), now);
  turn.run(action);
  turn.state.seenAt = now;
  return { state: turn.state, effects: turn.effects };
}

class Turn {
  readonly effects: Effect[] = [];

  constructor(
    private readonly context: Context,
    readonly state: State,
    private readonly now: number,
  ) {}

  get #session(): Session {
    return this.context.session;
  }

  get #step(): Step {
    return stepAt(this.#session, this.state);
  }

  run(action: Action): void {
    const { state } = this;
    if (state.status === "running") this.#catchUp();
    switch (action.type) {
      case "start":
        if (state.status === "waiting") this.#start();
        return;
      case "tick":
        return;
      case "pause":
        return this.#pause();
      case "resume":
        return this.#resume();
      case "skip":
        return this.#skip();
      case "back":
        return this.#back();
      case "add":
        return this.#add();
      case "swap":
        return this.#swap(action.id);
      case "stop":
        return this.#end("stopped");
      default:
        return this.#tell(action);
    }
  }

  #tell(action: Action): void {
    switch (action.type) {
      case "answer":
        return this.#answer(action);
      case "adjust":
        return this.#adjust(action.setId, action.done);
      case "trouble":
        return this.#trouble(action.setId, action.told);
      case "leave":
        return this.#leaveOff();
      case "answered":
        return this.#answered();
      case "seen":
        return this.#seen(action.done);
      case "feel":
        return this.#feel(action.feel);
    }
  }

  // --- the clock ---

  /** Live through everything between the last sign of life and now. */
  #catchUp(): void {
    const { state, now } = this;
    const gap = now - state.seenAt;
    if (gap > AWAY_MS) {
      this.#putDown(remainingMs(state, state.seenAt));
      return;
    }
    while (state.status === "running" && now >= state.deadline) {
      this.#speak(state.deadline);
      this.#leave(state.deadline, gap);
    }
    if (state.status === "running") this.#speak(now);
  }

  #start(): void {
    this.state.startedAt = this.now;
    this.state.status = "running";
    this.state.deadline = this.now + this.state.leftMs;
    this.#speak(this.now);
  }

  /** The step is over at `at`: note what was done and go on. */
  #leave(at: number, gap: number): void {
    const state = this.state;
    const step = this.#step;
    if (isWork(step)) {
      const begun = at - lengthMs(this.#session, state);
      const unseen = gap > UNSEEN_MS && begun >= state.seenAt;
      this.#note(lengthMs(this.#session, state), at, unseen);
    }
    if (this.#waitsForAnswer()) {
      state.extraMs += TRYOUT_WAIT_MS;
      state.deadline = at + TRYOUT_WAIT_MS;
      return;
    }
    this.#next(at);
  }

  #waitsForAnswer(): boolean {
    const { state } = this;
    const open = state.question?.kind === "tryout" && state.question.rpe === null;
    return open && this.#step.kind === "rest" && state.extraMs < TRYOUT_WAIT_MS;
  }

  #next(at: number): void {
    const { state } = this;
    const wasWork = isWork(this.#step);
    const steps = programOf(this.#session, state).steps;
    if (wasWork && !hasWorkAfter(steps, state.step)) this.#ask();
    if (state.step + 1 < steps.length) this.#enter(state.ex, state.step + 1, at);
    else this.#leaveExercise(at);
    if (state.status === "running") this.#announce(wasWork);
  }

  #leaveExercise(at: number): void {
    const { state } = this;
    if (state.question?.kind === "tryout" && this.#judgeTryout(at)) return;
    if (state.question?.kind === "tryout") this.#closeExercise();
    const last = state.ex + 1 >= this.#session.exercises.length;
    // After the last exercise the question stays open beside the last one: how it felt.
    if (last) return this.#end("done");
    this.#nextExercise(at);
  }

  #nextExercise(at: number): void {
    const { state } = this;
    this.#closeExercise();
    state.tries = [];
    state.rung = exerciseAt(this.#session, state.ex + 1).tryout?.start ?? null;
    this.#enter(state.ex + 1, 0, at);
  }

  /** Something hurts: leave the rest of the exercise. The next one waits for a tap. */
  #leaveOff(): void {
    if (!this.#isLive()) return;
    if (isWork(this.#step) && this.#elapsedMs() >= 1000) this.#note(this.#elapsedMs(), this.now, false);
    if (this.state.ex + 1 < this.#session.exercises.length) {
      this.#nextExercise(this.now);
      return this.#putDown(this.state.leftMs);
    }
    this.#closeExercise();
    this.#end("done");
  }

  #enter(ex: number, step: number, at: number): void {
    const { state } = this;
    state.ex = ex;
    state.step = step;
    state.extraMs = 0;
    state.said = 0;
    state.leadUntil = 0;
    const length = lengthMs(this.#session, state);
    state.leftMs = length;
    state.deadline = at + length;
  }

  #announce(wasWork: boolean): void {
    const kind = this.#step.kind;
    if (isWork(this.#step)) this.#cue("start");
    else if (kind === "switch") this.#cue("switch");
    else if (wasWork) this.#cue("stop");
  }

  #cue(kind: "start" | "stop" | "switch" | "finish"): void {
    this.effects.push({ type: "cue", kind });
  }

  #speak(at: number): void {
    const line = nextLine(this.#session, this.state, this.#step, at, this.now);
    if (line !== undefined) this.effects.push({ type: "say", text: line, urgent: this.state.said === 1 });
  }

  // --- what the athlete does ---

  #putDown(leftMs: number): void {
    this.state.status = "paused";
    this.state.leftMs = Math.max(leftMs, 0);
  }

  #pause(): void {
    const { state } = this;
    if (state.status !== "running") return;
    this.#putDown(remainingMs(state, this.now));
  }

  #resume(): void {
    const { state } = this;
    if (state.status !== "paused") return;
    state.status = "running";
    state.deadline = this.now + state.leftMs;
    this.#leadIn();
  }

  /** Work is counted back in; everything else just goes on. */
  #leadIn(): void {
    if (isWork(this.#step)) {
      this.state.leadUntil = this.now + LEAD_MS;
      this.state.deadline += LEAD_MS;
      this.effects.push({ type: "lead", side: this.#step.side });
    }
    this.#speak(this.now);
  }

  #elapsedMs(): number {
    const left = remainingMs(this.state, this.now);
    return Math.max(lengthMs(this.#session, this.state) - left, 0);
  }

  #isLive(): boolean {
    return this.state.status === "running" || this.state.status === "paused";
  }

  #skip(): void {
    if (!this.#isLive()) return;
    if (isWork(this.#step)) this.#note(this.#elapsedMs(), this.now, false);
    this.#next(this.now);
    this.#speakIfRunning();
  }

  #speakIfRunning(): void {
    if (this.state.status === "running") this.#speak(this.now);
  }

  /** To the beginning of this set, or of the set before. */
  #back(): void {
    const { state } = this;
    if (!this.#isLive()) return;
    const begun = isWork(this.#step) && this.#elapsedMs() > BACK_MS;
    const target = begun ? { ex: state.ex, step: state.step } : workBefore(this.#session, state);
    this.#goTo(target.ex, target.step);
  }

  #goTo(ex: number, step: number): void {
    const { state } = this;
    if (ex !== state.ex) {
      state.tries = [];
      state.rung = exerciseAt(this.#session, ex).tryout?.start ?? null;
    }
    state.question = null;
    this.#enter(ex, step, this.now);
    this.#drop(takeOutSame(state, this.#step));
    if (state.status === "running") this.#leadIn();
  }

  #add(): void {
    const { state } = this;
    if (!this.#isLive()) return;
    state.extraMs += ADD_MS;
    state.leftMs += ADD_MS;
    state.deadline += ADD_MS;
    unsayEndLines(state, this.#step, this.#elapsedMs());
  }

  #swap(id: string | null): void {
    const { state } = this;
    if (!this.#isLive() && state.status !== "waiting") return;
    this.#closeExercise();
    if (id === null) delete state.swaps[state.ex];
    else state.swaps[state.ex] = id;
    this.#enter(state.ex, 0, this.now);
    this.#speakIfRunning();
  }

  #end(how: "done" | "stopped"): void {
    const { state } = this;
    if (state.status === "done" || state.status === "stopped") return;
    if (how === "stopped") {
      if (this.#isLive() && isWork(this.#step) && this.#elapsedMs() >= 1000) {
        this.#note(this.#elapsedMs(), this.now, false);
      }
      this.#closeExercise();
    }
    state.status = how;
    state.endId = this.context.newId();
    if (how === "done") this.#cue("finish");
    this.#logSession(how === "stopped");
  }

  #logSession(closed: boolean): void {
    const { state } = this;
    if (!state.endId) return;
    const how = state.status === "stopped" ? "stopped" : "done";
    this.effects.push({ type: "session", id: state.endId, state: how, feel: state.feel, closed });
  }

  // --- what was done ---

  #note(elapsedMs: number, at: number, unseen: boolean): void {
    const state = this.state;
    const step = this.#step;
    const set = noteSet(state, { id: this.context.newId(), step, elapsedMs, at, unseen });
    this.effects.push({ type: "set", set });
  }

  #ask(): void {
    const { state } = this;
    const kind = isTryout(this.#session, state) ? "tryout" : "exercise";
    state.question = { ex: state.ex, kind, reserve: null, rpe: null };
  }

  #answer(given: { reserve?: number | null; rpe?: number | null }): void {
    const { question } = this.state;
    if (!question) return;
    if (given.reserve !== undefined) question.reserve = given.reserve;
    if (given.rpe !== undefined) question.rpe = given.rpe;
  }

  #adjust(id: string, done: number): void {
    const set = this.state.sets.find((one) => one.id === id && !one.closed);
    if (!set) return;
    set.done = Math.max(0, Math.round(done));
    this.effects.push({ type: "set", set });
  }

  /** Of a set that was done, or of the one under way: then it is over. */
  #trouble(id: string | null, told: Trouble): void {
    if (id === null && this.#isLive() && isWork(this.#step)) this.#skip();
    const sets = openSets(this.state, this.state.ex);
    const set = id === null ? sets.at(-1) : sets.find((one) => one.id === id);
    if (!set) return;
    Object.assign(set, told);
    this.#log([set]);
  }

  /** The athlete is through with the question. In a try-out the rest goes on to its end. */
  #answered(): void {
    if (this.state.question?.kind === "exercise") this.#closeExercise();
  }

  #closeExercise(): void {
    this.#log(closeSets(this.state));
  }

  #log(sets: readonly DoneSet[]): void {
    for (const set of sets) this.effects.push({ type: "set", set });
  }

  #drop(sets: readonly DoneSet[]): void {
    for (const set of sets) this.effects.push({ type: "drop", id: set.id });
  }

  /** Sets that ran while the device slept: done all the same, or to be done now. */
  #seen(done: boolean): void {
    const { state } = this;
    if (done) return this.#log(acceptUnseen(state));
    const gone = takeOutUnseen(state);
    const first = gone[0];
    if (!first) return;
    this.#drop(gone);
    if (state.endId) this.effects.push({ type: "drop", id: state.endId });
    state.endId = null;
    if (!this.#isLive()) state.status = "paused";
    const { steps } = programOf(this.#session, { ...state, ex: first.ex });
    this.#goTo(first.ex, stepOfSet(steps, first));
  }

  #feel(feel: string): void {
    const { state } = this;
    if (!state.endId) return;
    state.feel = feel;
    this.#closeExercise();
    this.#logSession(true);
  }

  // --- the try-out ---

  /** True when another rung is tried next. */
  #judgeTryout(at: number): boolean {
    const { state } = this;
    const { tryout } = exerciseAt(this.#session, state.ex);
    const rpe = state.question?.rpe ?? null;
    if (!tryout || state.rung === null || rpe === null) return false; // not given: nothing is claimed
    state.tries.push({ rung: state.rung, rpe });
    const verdict = judge(tryout, state.tries);
    const exerciseId = stepAt(this.#session, state).exercise_id;
    const { family } = tryout;
    this.effects.push({ type: "tryout", family, exerciseId, rpe, settled: verdict.settled });
    if (verdict.settled) return false;
    this.#closeExercise();
    state.rung = verdict.rung;
    this.#enter(state.ex, 0, at);
    return true;
  }
}

// The camera in the player: a quiet switch, and what it brings while it is on. The clock never
// waits for it and is never changed by it.
import { h } from "../kit/dom";
import { newId } from "../kit/uuid";
import type { Effect } from "../player/actions";
import { isWork, type Session, type Step } from "../player/session";
import { programOf, type State } from "../player/state";
import { words } from "../text/judge";
import type { Live, Status } from "./live";
import { LEAST_FPS } from "./pace";
import { Panel } from "./panel";
import type { Judged, Told } from "./wire";

/** Before a set the camera watches this much of a rest: time to lie down and be measured. */
const BEFORE_SET_MS = 20_000;

export interface Wants {
  say(text: string): void;
  judged(setId: string, judged: Judged): void;
}

interface Target {
  key: string;
  step: Step;
  counts: "hold" | "reps";
}

export class Camera {
  readonly panel = new Panel();
  /** In one place on and off: off at any time, on before a set that can be judged. */
  readonly toggle = h("button", { class: "button button--quiet button--small judge__on", type: "button", title: words.onHint }, words.on);
  #live: Live | undefined;
  #target: Target | null = null;
  #canJudge = false;
  #finishing = false;
  #finishes: Promise<void> = Promise.resolve();

  constructor(private readonly wants: Wants) {
    this.toggle.hidden = true;
    this.toggle.addEventListener("click", () => (this.isOn ? this.off() : void this.#turnOn()));
  }

  get isOn(): boolean {
    return !this.panel.root.hidden;
  }

  off(): void {
    this.#live?.close();
    this.#live = undefined;
    this.#target = null;
    this.panel.blank();
    this.panel.say("");
    this.#show(false);
  }

  #show(on: boolean): void {
    this.panel.root.hidden = !on;
    this.toggle.textContent = on ? words.off : words.on;
    this.toggle.title = on ? "" : words.onHint;
  }

  /** The session is over: off, once the last set has what was seen of it. */
  async rest(): Promise<void> {
    await this.#finishes;
    this.off();
  }

  /** Where the session stands; called at every drawing. `leftMs` is what is left of the step. */
  follow(session: Session, state: State, leftMs: number): void {
    const program = programOf(session, state);
    this.#canJudge = Boolean(program.judged);
    const step = program.steps[state.step];
    const offered = this.#canJudge && step !== undefined && !isWork(step);
    this.toggle.hidden = !this.isOn && !this.#canJudge;
    // Out of sight it keeps its place, so that nothing moves when the work begins.
    this.toggle.classList.toggle("judge__on--away", !this.isOn && !offered);
    if (!this.#live) return;
    this.#live.pause(state.status !== "running");
    const target = targetOf(program.steps, state, leftMs, program.judged ?? null);
    if (target?.key !== this.#target?.key) this.#aim(target);
  }

  /** A set is noted: what the camera saw of it follows. */
  take(effect: Effect): void {
    const target = this.#target;
    if (effect.type !== "set" || !this.#live || !target || this.#finishing) return;
    const { set } = effect;
    const { step } = target;
    if (set.exerciseId !== step.exercise_id || set.side !== step.side || set.setNumber !== step.set_number || set.closed) return;
    this.#finishes = this.#finish(set.id, set.done);
  }

  async #finish(setId: string, clock: number): Promise<void> {
    this.#finishing = true;
    const counts = this.#target?.counts;
    const judged = await this.#live?.finish();
    this.#finishing = false;
    if (!judged) return;
    this.wants.judged(setId, judged);
    if (counts === "reps") this.#tell(words.ofReps(judged.full_reps ?? 0, clock));
    else this.#tell(words.of((judged.valid_s ?? 0).toFixed(1), clock));
  }

  async #turnOn(): Promise<void> {
    this.#show(true);
    this.panel.blank();
    this.#state("starting");
    this.#tell(words.starting);
    const { Live } = await import("./live");
    if (!this.isOn || this.#live) return;
    const live = new Live({
      status: (status) => live === this.#live && this.#became(status),
      seen: (seen) => this.panel.outline(seen),
      told: (told) => this.#told(told),
    });
    this.#live = live;
    this.panel.film(live.eyes.video);
    await live.open();
  }

  #state(status: Status): void {
    this.panel.root.dataset["status"] = status;
  }

  #became(status: Status): void {
    this.#state(status);
    if (status !== "watching") {
      this.panel.blank();
      if (!this.#live?.isOpen) this.panel.dark();
      return this.#tell(status === "slow" ? words.slow(this.#live?.fps ?? 0, LEAST_FPS) : words[status]);
    }
    this.#tell(this.#target ? "" : this.#idle());
    const target = this.#target;
    this.#target = null;
    if (target) this.#aim(target);
  }

  #idle(): string {
    return this.#canJudge ? words.waits : words.timerOnly;
  }

  #aim(target: Target | null): void {
    const live = this.#live;
    if (!live || this.#finishing) return;
    const watches = live.status === "watching" || live.status === "offline";
    this.#target = target;
    live.watch(target && watches ? { id: newId(), exercise_id: target.step.exercise_id, side: target.step.side } : null);
    if (!watches) return;
    this.panel.blank();
    if (!this.#canJudge) this.#tell(words.timerOnly);
  }

  #told(told: Told): void {
    if (!this.#target) return;
    this.panel.show(told, this.#target.counts);
    const framing = told.framing && told.say_framing ? words.framing[told.framing] : null;
    const line = framing ?? told.cue;
    if (line) this.wants.say(line);
  }

  #tell(note: string): void {
    this.panel.say(note);
  }
}

/** The set under way, or the next one of this exercise when it is near. */
function targetOf(steps: readonly Step[], state: State, leftMs: number, counts: "hold" | "reps" | null): Target | null {
  if (!counts) return null;
  let index = state.step;
  const now = steps[index];
  if (!now) return null;
  if (!isWork(now)) {
    if (now.kind === "rest" && leftMs > BEFORE_SET_MS) return null;
    index++;
  }
  const step = steps[index];
  if (!step || !isWork(step)) return null;
  return { key: `${state.ex}/${step.exercise_id}/${step.side}/${index}`, step, counts };
}

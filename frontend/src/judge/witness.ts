// A witness in the player, a camera or a phone on the hips: a quiet switch, and what it brings while
// it is on. The clock never waits for it and is never changed by it.
import { h } from "../kit/dom";
import { newId } from "../kit/uuid";
import type { Effect } from "../player/actions";
import { isWork, type Session, type Step } from "../player/session";
import { programOf, type Program, type State } from "../player/state";
import { words } from "../text/judge";
import type { Judges, Reports, Status } from "./live";
import { askMotion } from "./motion";
import { LEAST_FPS } from "./pace";
import { Panel } from "./panel";
import { HoldTones, type HoldTone } from "./tones";
import type { Judged, Sense, Told } from "./wire";

/** Before a set the camera watches this much of a rest: time to lie down and be measured. */
const BEFORE_SET_MS = 20_000;

export interface Wants {
  say(text: string): void;
  sound(tone: HoldTone): void;
  /** It was switched on: no other witness may be. */
  on(): void;
  judged(setId: string, judged: Judged): void;
}

interface Target {
  key: string;
  step: Step;
  counts: "hold" | "reps";
}

export class Witness {
  readonly panel: Panel;
  /** In one place on and off: off at any time, on before a set that can be judged. */
  readonly toggle: HTMLElement;
  readonly #words: typeof words.camera;
  readonly #tones = new HoldTones();
  #live: Judges | undefined;
  #target: Target | null = null;
  #canJudge = false;
  #finishing = false;
  #finishes: Promise<void> = Promise.resolve();

  constructor(
    private readonly sense: Sense,
    private readonly wants: Wants,
  ) {
    this.#words = words[sense];
    this.panel = new Panel(sense);
    this.toggle = h("button", { class: "button button--quiet button--small judge__on", type: "button", title: this.#words.onHint }, this.#words.on);
    this.toggle.hidden = true;
    this.toggle.addEventListener("click", () => (this.isOn ? this.off() : this.#turnOn()));
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
    this.toggle.textContent = on ? this.#words.off : this.#words.on;
    this.toggle.title = on ? "" : this.#words.onHint;
  }

  /** The session is over: off, once the last set has what was seen of it. */
  async rest(): Promise<void> {
    await this.#finishes;
    this.off();
  }

  /** Where the session stands; called at every drawing. `leftMs` is what is left of the step. */
  follow(session: Session, state: State, leftMs: number): void {
    const program = programOf(session, state);
    const counts = this.#counts(program);
    this.#canJudge = counts !== null;
    const step = program.steps[state.step];
    const offered = this.#canJudge && step !== undefined && !isWork(step);
    this.toggle.hidden = !this.isOn && !this.#canJudge;
    // Out of sight it keeps its place, so that nothing moves when the work begins.
    this.toggle.classList.toggle("judge__on--away", !this.isOn && !offered);
    if (!this.#live) return;
    this.#live.pause(state.status !== "running");
    const target = targetOf(program.steps, state, leftMs, counts);
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

  #counts(program: Program): "hold" | "reps" | null {
    if (this.sense === "hips") return program.hips ? "hold" : null;
    return program.judged ?? null;
  }

  #turnOn(): void {
    // Within the tap, before anything is waited for.
    const allowed = this.sense === "hips" ? askMotion() : Promise.resolve(true);
    this.wants.on();
    this.#show(true);
    this.panel.blank();
    this.#state("starting");
    this.#tell(this.#words.starting);
    void this.#open(allowed);
  }

  async #open(allowed: Promise<boolean>): Promise<void> {
    const reports: Reports = {
      status: (status) => live === this.#live && this.#became(status),
      seen: (seen) => this.panel.outline(seen),
      told: (told) => this.#told(told),
    };
    const live = this.sense === "hips" ? await feel(reports, allowed) : await look(reports, this.panel);
    if (!this.isOn || this.#live) return live.close();
    this.#live = live;
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
      return this.#tell(status === "slow" ? words.slow(this.#live?.fps ?? 0, LEAST_FPS) : this.#words[status]);
    }
    this.#tell(this.#target ? "" : this.#idle());
    const target = this.#target;
    this.#target = null;
    if (target) this.#aim(target);
  }

  #idle(): string {
    return this.#canJudge ? this.#words.waits : this.#words.timerOnly;
  }

  #aim(target: Target | null): void {
    const live = this.#live;
    if (!live || this.#finishing) return;
    const watches = live.status === "watching" || live.status === "offline";
    this.#target = target;
    live.watch(target && watches ? { id: newId(), exercise_id: target.step.exercise_id, side: target.step.side } : null);
    if (!watches) return;
    this.panel.blank();
    if (!this.#canJudge) this.#tell(this.#words.timerOnly);
  }

  #told(told: Told): void {
    if (!this.#target) return;
    this.panel.show(told, this.#target.counts);
    const framing = told.framing && told.say_framing ? words.framing[told.framing] : null;
    const line = framing ?? told.cue;
    if (line) this.wants.say(line);
    // Nobody on their back looks at the phone on their hips.
    const tone = this.sense === "hips" ? this.#tones.take(told, performance.now()) : null;
    if (tone) this.wants.sound(tone);
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

/** Loaded when they are switched on. */
async function look(reports: Reports, panel: Panel): Promise<Judges> {
  const { Live } = await import("./live");
  const live = new Live(reports);
  panel.film(live.eyes.video);
  return live;
}

async function feel(reports: Reports, allowed: Promise<boolean>): Promise<Judges> {
  const { Feeling } = await import("./feeling");
  return new Feeling(reports, allowed);
}

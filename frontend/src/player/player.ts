// The player's runtime: hands the pure machine the time and carries out what it says.
import { Witness } from "../judge/witness";
import { h } from "../kit/dom";
import { openOutbox, type Outbox } from "../kit/outbox";
import { newId } from "../kit/uuid";
import { text } from "../text/pages";
import { language, words } from "../text/player";
import type { Action, Effect } from "./actions";
import { Tones } from "./audio";
import { fetchSession, inOurLanguage, keepForOffline } from "./fetching";
import { listen, listenToKeys } from "./gestures";
import { Keeper } from "./keep";
import { endScreen, goneScreen, resumeScreen, startScreen } from "./lobby";
import { EventLog } from "./log";
import { reduce } from "./machine";
import { Screen, type Control } from "./screen";
import type { Session } from "./session";
import { Sound } from "./sound";
import { freshState, isResumable, remainingMs, restore, type Question, type State } from "./state";
import { tonesAhead } from "./tones";
import type { Trouble } from "./trouble";
import { view } from "./view";
import { Voice } from "./voice";
import { buzz, ScreenLock } from "./wake";

const TICK_MS = 100;
/** How far ahead tones are handed to the audio clock: longer than a hidden tab sleeps. */
const TONES_AHEAD_MS = 90_000;
const REPLAN_MS = 20_000;
const HEARTBEAT_MS = 2000;
const SYNC_MS = 30_000;

const sheets = (): Promise<typeof import("./sheets")> => import("./sheets");

const BUZZ: Record<string, number[]> = { start: [200], stop: [90, 60, 90], switch: [90, 60, 200], finish: [300] };

interface Parts {
  root: HTMLElement;
  session: Session;
  state: State;
  keeper: Keeper;
  outbox: Outbox;
  sessionAddress: string;
  resumes: boolean;
}

class Player {
  #state: State;
  readonly #screen: Screen;
  readonly #sound: Sound;
  readonly #lock = new ScreenLock();
  readonly #log: EventLog;
  readonly #witnesses: readonly Witness[];
  #asked = "";
  #asleepOpen = false;
  #plannedAt = 0;
  #beatAt = 0;
  #syncedAt = 0;

  constructor(private readonly parts: Parts) {
    this.#state = parts.state;
    this.#screen = new Screen((control) => this.#control(control));
    this.#sound = new Sound(new Voice({ on: true, volume: 1, voice: null }, language), new Tones(), () => this.#replan());
    this.#log = new EventLog(parts.outbox, parts.session.id);
    this.#witnesses = (["camera", "hips"] as const).map((sense) => this.#witness(sense));
    for (const witness of this.#witnesses) {
      this.#screen.stage.append(witness.panel.root);
      this.#screen.quiet.append(witness.toggle);
    }
    this.#listen();
    this.#log.takeAll(this.#state, Date.now());
    this.#lobby(parts.resumes);
    setInterval(() => this.#tick(), TICK_MS);
    this.#frame();
  }

  #witness(sense: "camera" | "hips"): Witness {
    const witness: Witness = new Witness(sense, {
      say: (line) => this.#sound.voice.say(line, false),
      sound: (tone) => this.#sound.tones.play(tone, Date.now()),
      judged: (setId, judged) => this.#act({ type: "judged", setId, judged }),
      on: () => this.#witnesses.forEach((other) => other !== witness && other.isOn && other.off()),
    });
    return witness;
  }

  // --- the clock ---

  #tick(): void {
    if (this.#state.status === "running") this.#act({ type: "tick" });
    const now = Date.now();
    if (now - this.#syncedAt > SYNC_MS) void this.#sync();
  }

  #frame(): void {
    if (this.#state.status === "running") this.#draw();
    requestAnimationFrame(() => this.#frame());
  }

  #act(action: Action): void {
    const now = Date.now();
    const before = this.#state;
    const { state, effects } = reduce({ session: this.parts.session, newId }, before, action, now);
    this.#state = state;
    let leaves = false;
    for (const effect of effects) {
      this.#perform(effect);
      leaves = this.#log.take(effect, now) || leaves;
      for (const witness of this.#witnesses) witness.take(effect);
    }
    const moved = before.ex !== state.ex || before.step !== state.step || before.status !== state.status;
    if (moved || action.type !== "tick" || now - this.#beatAt > HEARTBEAT_MS) this.#save(now);
    if (moved || action.type === "add" || now - this.#plannedAt > REPLAN_MS) this.#replan();
    if (before.status !== state.status) this.#follow();
    if (action.type !== "tick" || moved) this.#draw();
    if (leaves) void this.#sync();
    this.#askWhatSlept();
  }

  #save(now: number): void {
    this.#beatAt = now;
    const over = this.#state.status === "stopped" || this.#state.feel !== null;
    if (over) this.parts.keeper.forget(this.#state.sessionId);
    else this.parts.keeper.save(this.#state);
  }

  #replan(): void {
    const now = Date.now();
    this.#plannedAt = now;
    this.#sound.tones.forget(now);
    const options = { horizonMs: TONES_AHEAD_MS, counting: this.#sound.speaks };
    this.#sound.tones.plan(tonesAhead(this.parts.session, this.#state, now, options), now);
  }

  #perform(effect: Effect): void {
    const { voice } = this.#sound;
    if (effect.type === "say") voice.say(effect.text, effect.urgent);
    if (effect.type === "lead") voice.say(words.spokenLead[effect.side], true);
    if (effect.type === "cue") {
      this.#screen.flash();
      buzz(BUZZ[effect.kind] ?? []);
    }
  }

  /** The status changed: lock, voice and which screen is up. */
  #follow(): void {
    const { status } = this.#state;
    if (status === "running") this.#lock.hold();
    else this.#lock.release();
    if (status === "paused" || status === "stopped") this.#sound.voice.hush();
    if (status !== "done" && status !== "stopped") return;
    for (const witness of this.#witnesses) void witness.rest();
    this.#end();
  }

  // --- what is on the screen ---

  #draw(): void {
    const { status } = this.#state;
    if (status !== "running" && status !== "paused") return;
    const now = Date.now();
    this.#screen.show(view(this.parts.session, this.#state, now), status, this.#sound.speaks);
    for (const witness of this.#witnesses) witness.follow(this.parts.session, this.#state, remainingMs(this.#state, now));
    this.#drawQuestion();
  }

  #drawQuestion(): void {
    const { question } = this.#state;
    const key = question ? `${question.ex}/${question.kind}/${this.#state.rung}` : "";
    if (key === this.#asked) return;
    this.#asked = key;
    this.#screen.root.classList.toggle("player--asking", question !== null);
    this.#screen.asks.replaceChildren();
    if (question) void this.#panel(question).then((panel) => this.#asked === key && this.#screen.asks.replaceChildren(panel));
  }

  async #panel(question: Question, answered?: () => void): Promise<HTMLElement> {
    const { askPanel } = await sheets();
    const act = (action: Action): void => {
      this.#act(action);
      if (action.type === "answered") answered?.();
    };
    return askPanel({ session: this.parts.session, state: this.#state, question, act });
  }

  #show(element: HTMLElement): void {
    this.parts.root.replaceChildren(element);
  }

  #lobby(resumes: boolean): void {
    const actions = {
      start: () => this.#begin(),
      again: () => this.#again(),
      sound: () => void sheets().then(({ openSoundSheet }) => openSoundSheet(this.#sound)),
    };
    const build = resumes ? resumeScreen : startScreen;
    this.#show(build(this.parts.session, this.#state, actions));
  }

  #end(): void {
    const { question, status } = this.#state;
    const build = (ask: HTMLElement | null): void =>
      this.#show(
        endScreen({
          state: this.#state,
          ask,
          feel: (feel) => this.#act({ type: "feel", feel }),
          sessionAddress: this.parts.sessionAddress,
        }),
      );
    build(null);
    if (question && status === "done") void this.#panel(question, () => build(null)).then(build);
  }

  /** Called from a tap, so that voice, tones and the lock are allowed. */
  #begin(): void {
    this.#sound.voice.unlock();
    this.#sound.tones.unlock();
    this.#show(h("div", { class: "player__frame" }, this.#screen.root));
    this.#act({ type: this.#state.status === "waiting" ? "start" : "resume" });
    void document.fonts?.ready.then(() => this.#screen.remeasure());
  }

  #again(): void {
    this.#act({ type: "stop" });
    this.#state = freshState(this.parts.session);
    this.#lobby(false);
  }

  #askWhatSlept(): void {
    const unseen = this.#state.sets.filter((set) => set.unseen);
    if (unseen.length === 0 || this.#asleepOpen) return;
    this.#asleepOpen = true;
    void sheets().then(({ askAboutSleep }) => askAboutSleep(unseen, (done) => this.#wokeUp(done)));
  }

  #wokeUp(done: boolean): void {
    this.#asleepOpen = false;
    const ended = this.#state.status === "done";
    this.#act({ type: "seen", done });
    if (ended && this.#state.status === "paused") this.#begin();
  }

  // --- what the athlete does ---

  #listen(): void {
    listen(this.#screen.root, { tap: () => this.#toggle(), longPress: () => this.#askToStop() });
    listenToKeys({
      toggle: () => this.#toggle(),
      back: () => this.#act({ type: "back" }),
      skip: () => this.#act({ type: "skip" }),
      add: () => this.#act({ type: "add" }),
      stop: () => this.#askToStop(),
    });
    this.#screen.stop.addEventListener("click", () => this.#askToStop());
    this.#screen.off.addEventListener("click", () => this.#askTrouble());
    document.addEventListener("visibilitychange", () => {
      this.#tick();
      if (document.visibilityState === "hidden") this.#save(Date.now());
      else void this.#sync();
    });
    addEventListener("pagehide", () => this.#save(Date.now()));
    addEventListener("online", () => void this.#sync());
    addEventListener("offline", () => void this.#showPending());
  }

  #toggle(): void {
    if (this.#state.status === "running") return this.#act({ type: "pause" });
    if (this.#state.status !== "paused") return;
    this.#sound.tones.unlock();
    this.#act({ type: "resume" });
  }

  #control(control: Control): void {
    if (control === "pause") return this.#toggle();
    if (control === "swap") return this.#swap();
    this.#act({ type: control });
  }

  /** Runs `question` while the session waits; `goOn` takes up where it was. */
  #paused(question: (goOn: () => void) => void): void {
    const ran = this.#state.status === "running";
    if (!ran && this.#state.status !== "paused") return;
    if (ran) this.#act({ type: "pause" });
    question(() => {
      if (ran) this.#act({ type: "resume" });
    });
  }

  #askToStop(): void {
    const stop = (): void => this.#act({ type: "stop" });
    this.#paused((goOn) => void sheets().then(({ askToStop }) => askToStop(stop, goOn)));
  }

  #askTrouble(): void {
    this.#paused((goOn) => {
      const answers = {
        tell: (setId: string | null, told: Trouble) => this.#act({ type: "trouble", setId, told }),
        leave: () => this.#act({ type: "leave" }),
        goOn,
      };
      void sheets().then(({ askTrouble }) => askTrouble(this.parts.session, this.#state, answers));
    });
  }

  #swap(): void {
    const { session } = this.parts;
    this.#paused((goOn) => {
      const choose = (id: string | null): void => {
        this.#act({ type: "swap", id });
        goOn();
      };
      void sheets().then(({ offerSwap }) => offerSwap(session, this.#state, choose, goOn));
    });
  }

  // --- sync ---

  async #sync(): Promise<void> {
    this.#syncedAt = Date.now();
    if (navigator.onLine) await this.parts.outbox.flush();
    await this.#showPending();
  }

  async #showPending(): Promise<void> {
    const now = Date.now();
    const waiting = await this.parts.outbox.waiting();
    const refused = waiting.filter((event) => event.refused).length;
    const ready = waiting.filter((event) => !event.refused && event.sendAfter <= now).length;
    const note = refused > 0 ? text.sync.refused(refused) : ready > 0 ? text.sync.waiting(ready) : "";
    this.#screen.pending.textContent = note;
    const place = this.parts.root.querySelector<HTMLElement>(".lobby__thanks");
    if (place && this.#state.feel) place.textContent = [words.thanks, note].filter(Boolean).join(" ");
  }
}

async function open(root: HTMLElement): Promise<void> {
  const id = root.dataset["session"] ?? "";
  const address = root.dataset["json"] ?? `/api/sessions/${encodeURIComponent(id)}`;
  const sessionAddress = root.dataset["page"] ?? `/sessions/${encodeURIComponent(id)}`;
  const keeper = await Keeper.open();
  const saved = await keeper.load(id);
  const kept = await keeper.session(id);
  try {
    // A session in progress goes on with the very steps it was begun with.
    const resumes = kept !== undefined && isResumable(saved, kept);
    const session = resumes ? await inOurLanguage(kept, address, keeper) : await fetchSession(id, address, keeper);
    const state = resumes ? restore(session, saved as State) : freshState(session);
    const outbox = await openOutbox();
    new Player({ root, session, state, keeper, outbox, sessionAddress, resumes });
    void keepForOffline(session, [address, location.pathname, sessionAddress]);
    void navigator.storage?.persist?.();
    void sheets(); // at hand before the network may be gone
  } catch {
    root.replaceChildren(goneScreen(sessionAddress));
  }
}

const root = document.getElementById("player");
if (root) void open(root);

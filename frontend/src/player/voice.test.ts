import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { mock } from "node:test";
import { Voice } from "./voice";

class Utterance {
  volume = 1;
  lang = "";
  voice: unknown = null;
  onstart: (() => void) | null = null;
  onend: (() => void) | null = null;
  onerror: ((event: { error: string }) => void) | null = null;

  constructor(readonly text: string) {}
}

/** Speaks one sentence at a time, for as long as the test wants. */
class Engine {
  spoken: Utterance[] = [];
  now: Utterance | undefined;
  voices = [{ name: "Ada", lang: "en-GB", voiceURI: "ada" }];
  mostAtOnce = 0;

  speak(utterance: Utterance): void {
    this.mostAtOnce = Math.max(this.mostAtOnce, this.now ? 2 : 1);
    this.spoken.push(utterance);
    this.now = utterance;
    utterance.onstart?.();
  }

  cancel(): void {
    const { now } = this;
    this.now = undefined;
    now?.onerror?.({ error: "interrupted" });
  }

  finish(): void {
    const { now } = this;
    this.now = undefined;
    now?.onend?.();
  }

  getVoices(): unknown[] {
    return this.voices;
  }

  get texts(): string[] {
    return this.spoken.map((utterance) => utterance.text);
  }
}

let engine: Engine;
let voice: Voice;

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout", "Date"] });
  Object.assign(globalThis, { SpeechSynthesisUtterance: Utterance });
  engine = new Engine();
  const settings = { on: true, volume: 0.5, voice: "ada" };
  voice = new Voice(settings, "en", engine as unknown as SpeechSynthesis);
});

test("never two sentences at once: the newest waits, older ones are left out", () => {
  voice.say("Hips up", false);
  voice.say("Halfway", false);
  voice.say("5", false);
  assert.deepEqual(engine.texts, ["Hips up"]);
  engine.finish();
  assert.deepEqual(engine.texts, ["Hips up", "5"]);
  assert.equal(engine.mostAtOnce, 1);
});

test("a sentence that waited too long is not said", () => {
  voice.say("A long cue about the pelvis", false);
  voice.say("Halfway", false);
  mock.timers.tick(2000);
  engine.finish();
  assert.deepEqual(engine.texts, ["A long cue about the pelvis"]);
});

test("a change of step cuts the sentence short, after the pause that Chrome needs", () => {
  voice.say("A long cue", false);
  voice.say("And lower", true);
  assert.deepEqual(engine.texts, ["A long cue"]);
  mock.timers.tick(60);
  assert.deepEqual(engine.texts, ["A long cue", "And lower"]);
  assert.equal(engine.mostAtOnce, 1);
});

test("an engine that never reports an end does not silence the session", () => {
  voice.say("Hips up", false);
  mock.timers.tick(8000);
  voice.say("Halfway", false);
  assert.deepEqual(engine.texts, ["Hips up", "Halfway"]);
});

test("volume and voice are the athlete's", () => {
  voice.say("Hips up", false);
  assert.deepEqual([engine.spoken[0]?.volume, engine.spoken[0]?.lang], [0.5, "en-GB"]);
  voice.settings = { ...voice.settings, on: false };
  engine.finish();
  voice.say("Halfway", false);
  assert.deepEqual(engine.texts, ["Hips up"]);
});

test("an engine without voices does not count as speaking, so tones count instead", () => {
  assert.equal(voice.speaks, true);
  engine.voices = [];
  assert.equal(voice.speaks, false);
  voice.say("Hips up", false); // some engines list none and speak all the same
  assert.equal(voice.speaks, true);
  engine.now?.onerror?.({ error: "synthesis-failed" });
  assert.equal(voice.speaks, false);
});

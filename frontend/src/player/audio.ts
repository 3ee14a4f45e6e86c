// Tones, synthesised on the device: nothing to load, exact on the audio clock.
import type { Tone, ToneKind } from "./tones";

interface Note {
  hz: number;
  /** Seconds after the tone's moment. */
  after: number;
  lasts: number;
  gain: number;
}

const note = (hz: number, after: number, lasts: number, gain: number): Note => ({ hz, after, lasts, gain });

/** Quiet enough to run under music; rising means begin, falling means let go. */
const NOTES: Record<ToneKind, Note[]> = {
  start: [note(587, 0, 0.12, 0.5), note(880, 0.12, 0.28, 0.5)],
  stop: [note(880, 0, 0.12, 0.5), note(587, 0.12, 0.32, 0.5)],
  switch: [note(880, 0, 0.12, 0.5), note(587, 0.12, 0.14, 0.5), note(740, 0.3, 0.22, 0.45)],
  tick: [note(988, 0, 0.05, 0.3)],
  "ready-tick": [note(659, 0, 0.05, 0.3)],
  rep: [note(784, 0, 0.07, 0.3)],
  "lost-up": [note(494, 0, 0.16, 0.45), note(330, 0.16, 0.3, 0.45)],
  "lost-level": [note(440, 0, 0.12, 0.45), note(440, 0.2, 0.12, 0.45)],
  "lost-still": [note(392, 0, 0.07, 0.4), note(392, 0.11, 0.07, 0.4), note(392, 0.22, 0.07, 0.4)],
  "good-again": [note(659, 0, 0.1, 0.25), note(784, 0.1, 0.18, 0.25)],
  finish: [note(587, 0, 0.14, 0.5), note(740, 0.16, 0.14, 0.5), note(880, 0.32, 0.5, 0.5)],
};

interface Scheduled {
  at: number;
  gain: GainNode;
  oscillators: OscillatorNode[];
}

export class Tones {
  #context: AudioContext | undefined;
  readonly #scheduled = new Map<string, Scheduled>();
  volume = 0.7;
  on = true;

  /** Call from a tap. iOS: without this hint the mute switch silences Web Audio. */
  unlock(): void {
    const session = (navigator as { audioSession?: { type: string } }).audioSession;
    if (session) session.type = "transient"; // lowers the runner's music, does not stop it
    try {
      this.#context ??= new AudioContext();
      void this.#context.resume();
    } catch {
      this.#context = undefined; // no audio device: everything is visible as well
    }
  }

  /** Make the audio clock play exactly these tones from now on. Past ones ring out. */
  plan(tones: readonly Tone[], now: number): void {
    const context = this.#context;
    if (!context) return;
    if (context.state !== "running") void context.resume();
    const wanted = new Map(this.on ? tones.map((tone) => [`${tone.kind}@${Math.round(tone.at)}`, tone]) : []);
    for (const [key, one] of this.#scheduled) {
      if (one.at <= now) this.#scheduled.delete(key);
      else if (!wanted.has(key)) this.#cancel(key, one);
    }
    for (const [key, tone] of wanted) {
      if (!this.#scheduled.has(key)) this.#scheduled.set(key, this.#schedule(context, tone, now));
    }
  }

  /** Sound this now, beside what is planned. */
  play(kind: ToneKind, now: number): void {
    const context = this.#context;
    if (context && this.on) this.#schedule(context, { at: now, kind }, now);
  }

  #schedule(context: AudioContext, tone: Tone, now: number): Scheduled {
    const begin = context.currentTime + Math.max(tone.at - now, 0) / 1000;
    const gain = context.createGain();
    gain.gain.value = this.volume;
    gain.connect(context.destination);
    const oscillators = NOTES[tone.kind].map((one) => play(context, gain, one, begin));
    return { at: tone.at, gain, oscillators };
  }

  #cancel(key: string, one: Scheduled): void {
    for (const oscillator of one.oscillators) oscillator.stop();
    one.gain.disconnect();
    this.#scheduled.delete(key);
  }

  /** After the volume changed: what is scheduled must be made anew. */
  forget(now: number): void {
    for (const [key, one] of this.#scheduled) if (one.at > now) this.#cancel(key, one);
  }
}

function play(context: AudioContext, out: AudioNode, one: Note, begin: number): OscillatorNode {
  const oscillator = context.createOscillator();
  const envelope = context.createGain();
  const from = begin + one.after;
  oscillator.type = "sine";
  oscillator.frequency.value = one.hz;
  // A short rise and a fall to nothing: a bare switch would click.
  envelope.gain.setValueAtTime(0.0001, from);
  envelope.gain.exponentialRampToValueAtTime(one.gain, from + 0.01);
  envelope.gain.exponentialRampToValueAtTime(0.0001, from + one.lasts);
  oscillator.connect(envelope).connect(out);
  oscillator.start(from);
  oscillator.stop(from + one.lasts + 0.02);
  return oscillator;
}

// The spoken cues: one sentence at a time, the newest wins, silence where there is no voice.

export interface VoiceSettings {
  on: boolean;
  volume: number;
  /** `voiceURI` of the chosen voice; null takes the device's own. */
  voice: string | null;
}

/** Chrome loses an utterance that is spoken in the same turn as a cancel. */
const AFTER_CANCEL_MS = 60;
/** A sentence that has waited longer than this is left out. */
const FRESH_MS = 1200;
/** Some engines never report the end of a sentence. */
const LONGEST_MS = 8000;

interface Line {
  text: string;
  at: number;
}

export class Voice {
  #speaking: SpeechSynthesisUtterance | undefined;
  #waiting: Line | undefined;
  #heard = false;
  #failed = false;
  #watch: ReturnType<typeof setTimeout> | undefined;
  settings: VoiceSettings;

  constructor(
    settings: VoiceSettings,
    private readonly language: string,
    private readonly engine: SpeechSynthesis | undefined = globalThis.speechSynthesis,
  ) {
    this.settings = settings;
  }

  get available(): boolean {
    return this.engine !== undefined && typeof SpeechSynthesisUtterance !== "undefined";
  }

  /** Whether sentences really come out: an engine without voices is silent and says nothing of it. */
  get speaks(): boolean {
    if (!this.available || !this.settings.on || this.#failed) return false;
    return this.#heard || (this.engine?.getVoices().length ?? 0) > 0;
  }

  /** Voices of the language; browsers load them late, so ask when they are shown. */
  voices(): SpeechSynthesisVoice[] {
    const all = this.engine?.getVoices() ?? [];
    return all.filter((voice) => voice.lang.toLowerCase().startsWith(this.language));
  }

  /** Call from a tap: phones stay silent until a sentence was started by one. */
  unlock(): void {
    if (!this.engine || !this.available) return;
    const silent = new SpeechSynthesisUtterance(" ");
    silent.volume = 0;
    this.engine.speak(silent);
  }

  /** Say a line. An urgent one cuts the sentence before it short, others wait their turn. */
  say(text: string, urgent: boolean): void {
    if (!this.settings.on || !this.available) return;
    if (!this.#speaking) return this.#speak(text);
    this.#waiting = { text, at: Date.now() };
    if (!urgent) return;
    this.#speaking = undefined;
    this.engine?.cancel();
    setTimeout(() => this.#speakWaiting(), AFTER_CANCEL_MS);
  }

  hush(): void {
    this.#waiting = undefined;
    this.#speaking = undefined;
    clearTimeout(this.#watch);
    this.engine?.cancel();
  }

  #speakWaiting(): void {
    const line = this.#waiting;
    this.#waiting = undefined;
    if (line && !this.#speaking && Date.now() - line.at <= FRESH_MS) this.#speak(line.text);
  }

  #speak(text: string): void {
    const utterance = new SpeechSynthesisUtterance(text);
    const chosen = this.voices().find((voice) => voice.voiceURI === this.settings.voice);
    if (chosen) utterance.voice = chosen;
    utterance.lang = chosen?.lang ?? this.language;
    utterance.volume = this.settings.volume;
    const over = (): void => {
      if (this.#speaking !== utterance) return;
      clearTimeout(this.#watch);
      this.#speaking = undefined;
      this.#speakWaiting();
    };
    utterance.onstart = () => {
      this.#heard = true;
      this.#failed = false;
    };
    utterance.onend = over;
    utterance.onerror = ({ error }) => {
      this.#failed ||= error !== "canceled" && error !== "interrupted";
      over();
    };
    this.#speaking = utterance;
    clearTimeout(this.#watch);
    this.#watch = setTimeout(over, LONGEST_MS);
    this.engine?.speak(utterance);
  }
}

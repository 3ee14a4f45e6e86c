// Voice, tones and their volume, as chosen on this device.
import type { Tones } from "./audio";
import type { Voice } from "./voice";

const KEY = "hamstrong.sound";

export interface SoundSettings {
  voice: boolean;
  tones: boolean;
  /** 0-1, of voice and tones. */
  volume: number;
  voiceUri: string | null;
}

const DEFAULTS: SoundSettings = { voice: true, tones: true, volume: 0.8, voiceUri: null };

export function loadSound(): SoundSettings {
  try {
    return { ...DEFAULTS, ...(JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<SoundSettings>) };
  } catch {
    return { ...DEFAULTS };
  }
}

export class Sound {
  settings = loadSound();

  constructor(
    readonly voice: Voice,
    readonly tones: Tones,
    private readonly onChange: () => void,
  ) {
    this.#apply();
  }

  get speaks(): boolean {
    return this.voice.speaks;
  }

  #apply(): void {
    const { voice, volume, tones, voiceUri } = this.settings;
    this.voice.settings = { on: voice, volume, voice: voiceUri };
    this.tones.on = tones;
    this.tones.volume = volume;
  }

  change(change: Partial<SoundSettings>): void {
    this.settings = { ...this.settings, ...change };
    this.#apply();
    try {
      localStorage.setItem(KEY, JSON.stringify(this.settings));
    } catch {
      // The choice lasts for this page.
    }
    this.onChange();
  }
}

// Where voice, tones and volume are chosen.
import { h } from "../kit/dom";
import { openSheet } from "../kit/sheet";
import { slider } from "../kit/slider";
import { words } from "../text/player";
import type { Sound } from "./sound";


export function openSoundSheet(sound: Sound): void {
  const { settings } = sound;
  const percent = slider({
    label: words.volume,
    min: 0,
    max: 100,
    step: 5,
    rest: 80,
    value: Math.round(settings.volume * 100),
    low: words.quiet,
    high: words.loud,
    say: words.percent,
    unset: "",
    onChange: (value) => sound.change({ volume: value / 100 }),
  });
  const body: Node[] = [];
  if (sound.voice.available) body.push(toggle(words.voice, settings.voice, (on) => sound.change({ voice: on })));
  else body.push(h("p", { class: "soft" }, words.noVoice));
  body.push(toggle(words.tones, settings.tones, (on) => sound.change({ tones: on })), percent);
  if (sound.voice.available) body.push(voices(sound));
  openSheet({ title: words.sound, body });
}

function voices(sound: Sound): HTMLElement {
  const group = h("fieldset", { class: "player__voices" }, h("legend", { class: "field__label" }, words.voiceOf));
  const options = [
    { name: words.deviceVoice, uri: null as string | null },
    ...sound.voice.voices().map((voice) => ({ name: voice.name, uri: voice.voiceURI as string | null })),
  ];
  for (const { name, uri } of options) {
    const input = h("input", { class: "choice-input", type: "radio", name: "voice", checked: uri === sound.settings.voiceUri });
    input.addEventListener("change", () => {
      sound.change({ voiceUri: uri });
      sound.voice.hush();
      sound.voice.say(words.ready, false);
    });
    group.append(h("label", { class: "pick" }, input, name));
  }
  return group;
}

function toggle(label: string, on: boolean, change: (on: boolean) => void): HTMLElement {
  const input = h("input", { class: "choice-input", type: "checkbox", role: "switch", checked: on });
  input.addEventListener("change", () => change(input.checked));
  return h("label", { class: "switch" }, label, input, h("span", { class: "switch__track", "aria-hidden": "true" }));
}

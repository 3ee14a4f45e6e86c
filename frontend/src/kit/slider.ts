// A scale with words at its ends that knows the difference between "zero" and "not given".
import { h } from "./dom";

export interface SliderOptions {
  label: string;
  min: number;
  max: number;
  step?: number;
  /** What the thumb rests on before it is touched. */
  rest: number;
  value: number | null;
  low: string;
  high: string;
  /** The value in words, "8 s". */
  say: (value: number) => string;
  unset: string;
  onChange: (value: number) => void;
}

let made = 0;

export function slider(options: SliderOptions): HTMLElement {
  const id = `slider-${++made}`;
  const output = h("output", { class: "slider__value", for: id });
  const input = h("input", {
    class: "slider__input",
    id,
    type: "range",
    min: options.min,
    max: options.max,
    step: options.step ?? 1,
  });
  input.value = String(options.value ?? options.rest);
  const box = h(
    "div",
    { class: "slider" },
    h("div", { class: "slider__top" }, h("label", { for: id }, options.label), output),
    input,
    h("div", { class: "slider__ends", "aria-hidden": "true" }, h("span", {}, options.low), h("span", {}, options.high)),
  );
  const show = (given: boolean): void => {
    const words = given ? options.say(input.valueAsNumber) : options.unset;
    output.textContent = words;
    input.setAttribute("aria-valuetext", words);
    box.classList.toggle("slider--unset", !given);
  };
  show(options.value !== null);
  const given = (): void => {
    show(true);
    options.onChange(input.valueAsNumber);
  };
  input.addEventListener("input", given);
  // A tap on the resting thumb changes nothing and so says nothing: it still is an answer.
  input.addEventListener("pointerup", given);
  return box;
}

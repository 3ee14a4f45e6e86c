// A small button of a row, one of several answers.
import { h } from "../kit/dom";

export function chip(label: string, run: () => void, kind = "player__chip"): HTMLButtonElement {
  const button = h("button", { class: kind, type: "button" }, label);
  button.addEventListener("click", run);
  return button;
}

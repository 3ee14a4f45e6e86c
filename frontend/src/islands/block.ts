// <div data-island="block">: the days of all weeks in a grid; runs and sessions move over it. Its
// cells are too small for a rule, so the bar says what holds where the item is. While the button
// #carry-mode is pressed, a plain tap lifts instead of opening. See kit/moving.ts.
import { liveIn, movable, type Surface } from "../kit/moving";

const MOVABLE = "a.tile[data-start][data-movable]";
const DAYS = 7;

/** The button that lets taps lift; without script it would do nothing, so it is hidden till now. */
function tapMode(block: HTMLElement): () => boolean {
  const button = document.querySelector<HTMLButtonElement>("#carry-mode");
  const hint = document.querySelector<HTMLElement>("#carry-hint");
  if (!button || !hint) return () => false;
  button.hidden = false;
  button.addEventListener("click", () => {
    const on = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(on));
    hint.hidden = !on;
    block.classList.toggle("plan--lifting", on);
  });
  return () => button.getAttribute("aria-pressed") === "true";
}

export function mount(block: HTMLElement): void {
  const surface: Surface = { element: block, live: liveIn(block), columns: DAYS, tapLifts: tapMode(block) };
  for (const item of block.querySelectorAll<HTMLElement>(MOVABLE)) movable(surface, item);
}

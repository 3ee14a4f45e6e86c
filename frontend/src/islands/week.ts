// <div data-island="week">: runs and sessions move to another day, each with its own button too;
// every day of the week says what holds there. See kit/moving.ts.
import { h, icon } from "../kit/dom";
import { liveIn, movable, titleOf, type Surface } from "../kit/moving";
import { text } from "../text/pages";

const MOVABLE = "a.item[data-start][data-movable]";
const MOVE_ICON = "M4 8h14M14.5 4.5 18 8l-3.5 3.5M20 16H6M9.5 12.5 6 16l3.5 3.5";

function handleOf(item: HTMLElement): HTMLElement {
  const handle = h("button", { class: "item__move", type: "button", "aria-label": text.week.move(titleOf(item)) });
  handle.append(icon(MOVE_ICON));
  item.after(handle);
  item.parentElement?.classList.add("held--movable");
  return handle;
}

export function mount(week: HTMLElement): void {
  const surface: Surface = { element: week, live: liveIn(week), notes: (day) => day.querySelector<HTMLElement>(".day__items") };
  for (const item of week.querySelectorAll<HTMLElement>(MOVABLE)) movable(surface, item, handleOf(item));
}

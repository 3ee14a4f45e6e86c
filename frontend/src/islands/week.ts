// <div data-island="week">: runs and sessions move to another day by dragging (hold first on a
// touch screen) or by keyboard, and a sheet shows what follows, with a way back.
import { h } from "../kit/dom";
import { Refused } from "../kit/api";
import { carry, type Carrying } from "../kit/carry";
import { openSheet } from "../kit/sheet";
import { showToast } from "../kit/toast";
import { sameClockOn, zoneOf } from "../kit/zones";
import { locale, text } from "../text/en/pages";
import { moveRun, moveSession, type Moved } from "../kit/moves";

const words = text.week;
const MOVABLE = "a.item[data-start]:not(.item--race):not(.item--done)";

function titleOf(item: HTMLElement): string {
  return item.querySelector(".item__title")?.textContent?.trim() ?? "";
}

function isPinned(item: HTMLElement): boolean {
  return item.querySelector(".item__note .icon") !== null; // the pin beside the time
}

function dayName(day: string): string {
  const format = new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" });
  return format.format(new Date(`${day}T12:00:00Z`));
}

async function move(item: HTMLElement, day: string, week: HTMLElement): Promise<void> {
  const start = item.dataset["start"] ?? "";
  if (start.slice(0, 10) === day) return;
  const to = sameClockOn(start, day, zoneOf(week, start));
  const { sessionId, runId } = item.dataset;
  week.setAttribute("aria-busy", "true");
  try {
    const moved = sessionId ? await moveSession(sessionId, start, to, isPinned(item)) : await moveRun(runId ?? "", start, to);
    showWhatFollows(item, day, moved);
  } catch (error) {
    showToast(error instanceof Refused ? error.message : words.failed);
  } finally {
    week.removeAttribute("aria-busy");
  }
}

function button(label: string, kind: string, run: () => void): HTMLElement {
  const made = h("button", { class: `button ${kind} button--wide`, type: "button" }, label);
  made.addEventListener("click", run);
  return made;
}

function list(sentences: readonly string[]): HTMLElement {
  return h("ul", { class: "stack stack--close" }, ...sentences.map((sentence) => h("li", {}, sentence)));
}

function showWhatFollows(item: HTMLElement, day: string, moved: Moved): void {
  if (!moved.done) {
    const sheet = openSheet({
      title: words.refusedTitle,
      body: [list(moved.sentences)],
      actions: [button(words.understood, "button--strength", () => sheet.close())],
    });
    return;
  }
  const body = moved.sentences.length > 0 ? [h("p", {}, words.follows), list(moved.sentences)] : [h("p", {}, words.nothing)];
  const again = (): void => location.reload();
  const undo = (): void => {
    void moved.undo().then(again, (error: unknown) => showToast(error instanceof Refused ? error.message : words.failed));
  };
  openSheet({
    title: words.movedTitle(titleOf(item), dayName(day)),
    body,
    actions: [button(words.accept, "button--strength", again), button(words.undo, "", undo)],
    onClose: again,
  });
}

export function mount(week: HTMLElement): void {
  const live = h("p", { class: "visually-hidden", "aria-live": "assertive" });
  const hint = h("p", { class: "visually-hidden", id: "week-hint" }, words.hint);
  week.append(live, hint);
  const days = [...week.querySelectorAll<HTMLElement>("[data-day]")];
  for (const item of week.querySelectorAll<HTMLElement>(MOVABLE)) {
    item.setAttribute("aria-describedby", hint.id);
    item.draggable = false; // the browser's own drag of a link would take over
    const home = days.find((day) => day.contains(item));
    if (!home) continue;
    const carrying: Carrying = {
      places: days,
      home,
      lifted: () => (live.textContent = words.lifted(titleOf(item))),
      over: (place) => (live.textContent = words.over(dayName(place.dataset["day"] ?? ""))),
      cancelled: () => (live.textContent = words.back),
      dropped: (place) => void move(item, place.dataset["day"] ?? "", week),
    };
    carry(item, carrying);
  }
}

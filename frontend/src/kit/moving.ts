// Runs and sessions move to another day: by dragging (hold first on a touch screen), by keyboard,
// or by two taps. Days where the rules do not allow it are dimmed and say the rule. What follows
// is asked of the server and shown before anything is kept.
//
// The surface is the week or the block: it names its first Monday, how many weeks it shows and
// the athlete's zone, and its days name their date.
import { carry, type Carried, type Carrying } from "./carry";
import { CarryBar } from "./carrybar";
import { h, icon } from "./dom";
import { peekForm } from "./peek";
import { targetsOf, type Target } from "./targets";
import { showToast } from "./toast";
import { sameClockOn, zoneOf } from "./zones";
import { locale, text } from "../text/pages";

const words = text.week;
const YES = "m5 12.5 4.5 4.5L19 7.5";
const NO = "M6.5 6.5l11 11M17.5 6.5l-11 11";

export interface Surface {
  element: HTMLElement;
  /** Speaks to a screen reader. */
  live: HTMLElement;
  /** Days in a row of a grid; without it the days are one row or one column. */
  columns?: number;
  /** Where a day says what holds there; without it only the bar says it. */
  notes?: (day: HTMLElement) => HTMLElement | null;
  /** Whether a plain tap on an item lifts it. */
  tapLifts?: () => boolean;
}

export function titleOf(item: HTMLElement): string {
  return item.dataset["title"] ?? item.querySelector(".item__title")?.textContent?.trim() ?? "";
}

function dayName(day: string): string {
  const format = new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" });
  return format.format(new Date(`${day}T12:00:00Z`));
}

/** Make one item of the surface movable; `handle` is a button that lifts it, if it has one. */
export function movable(surface: Surface, item: HTMLElement, handle?: HTMLElement): void {
  const days = [...surface.element.querySelectorAll<HTMLElement>("[data-day]")];
  const home = days.find((day) => day.contains(item));
  if (!home) return;
  item.draggable = false; // the browser's own drag of a link would take over
  item.setAttribute("aria-keyshortcuts", "m");
  const moving = new Moving(surface, item, days);
  moving.carried = carry(item, { ...moving.carrying(home), ...(handle ? { handle } : {}) });
}

/** One item under way: where it may go, and which start is meant on the day it is over. */
class Moving {
  carried: Carried | undefined;
  #targets: Target[] = [];
  #day: string;
  #turn = 0;
  #bar: CarryBar | undefined;

  constructor(
    private readonly surface: Surface,
    private readonly item: HTMLElement,
    private readonly days: readonly HTMLElement[],
  ) {
    this.#day = this.#home;
  }

  carrying(home: HTMLElement): Carrying {
    const { columns, tapLifts } = this.surface;
    return {
      places: this.days,
      home,
      title: titleOf(this.item),
      tone: this.item.dataset["sessionId"] ? "strength" : "run",
      ...(columns ? { columns } : {}),
      ...(tapLifts ? { tapLifts } : {}),
      lifted: () => void this.#lift(),
      keepOff: (y) => {
        this.#bar?.keepOff(y);
        return this.#bar?.element;
      },
      texts: (place) => [...place.querySelectorAll(".day__rule")],
      over: (place) => this.#over(place.dataset["day"] ?? ""),
      turned: (by) => this.#turned(by),
      cancelled: () => this.#back(),
      dropped: (place) => void this.#drop(place.dataset["day"] ?? ""),
      ended: () => this.#rest(),
    };
  }

  get #start(): string {
    return this.item.dataset["start"] ?? "";
  }

  get #home(): string {
    return this.#start.slice(0, 10);
  }

  async #lift(): Promise<void> {
    const { element, live, columns } = this.surface;
    const title = titleOf(this.item);
    this.#day = this.#home;
    this.#turn = 0;
    this.#targets = [];
    element.dataset["carrying"] = "";
    element.setAttribute("aria-busy", "true");
    const bar = (this.#bar = new CarryBar(words.choose(title), words.cancel, () => this.carried?.cancel()));
    live.textContent = columns ? words.liftedInBlock(title) : words.lifted(title);
    const targets = await targetsOf(this.item, element).catch(() => []);
    element.removeAttribute("aria-busy");
    if (this.#bar !== bar) return; // put down meanwhile
    this.#targets = targets;
    this.carried?.still(() => {
      for (const day of this.days) this.#mark(day);
    });
    if (this.#day !== this.#home) this.#say();
  }

  /** A day says at once what holds there: the time, or the rule. */
  #mark(day: HTMLElement): void {
    const name = day.dataset["day"] ?? "";
    const target = name === this.#home ? undefined : this.#best(name);
    if (!target) return;
    day.dataset["target"] = target.why ? "no" : "yes";
    const note = target.why || words.here(target.start.slice(11, 16), target.note);
    const notes = this.surface.notes?.(day);
    if (notes) notes.append(h("p", { class: "day__rule" }, icon(target.why ? NO : YES), h("span", {}, note)));
  }

  #on(day: string): Target[] {
    return this.#targets.filter((target) => target.start.slice(0, 10) === day);
  }

  /** The same clock time where it is allowed, else the first time that is, else why none is. */
  #best(day: string): Target | undefined {
    const there = this.#on(day);
    const clock = this.#start.slice(11, 16);
    const open = there.filter((target) => !target.why);
    return open.find((target) => target.start.slice(11, 16) === clock) ?? open[0] ?? there[0];
  }

  #over(day: string): void {
    this.#day = day;
    this.#turn = 0;
    this.#say();
  }

  #turned(by: number): void {
    const open = this.#on(this.#day).filter((target) => !target.why);
    if (open.length < 2) return;
    this.#turn = (this.#turn + by + open.length) % open.length;
    this.#say();
  }

  /** The start that is meant: turns count from the best one of the day. */
  #chosen(): Target | undefined {
    const best = this.#best(this.#day);
    if (!best || best.why) return best;
    const open = this.#on(this.#day).filter((target) => !target.why);
    return open[(open.indexOf(best) + this.#turn) % open.length];
  }

  #say(): void {
    const { element, live } = this.surface;
    const chosen = this.#chosen();
    const place = dayName(this.#day);
    if (this.#day === this.#home && this.#turn === 0) {
      live.textContent = words.atHome(place);
      this.#bar?.say(words.atHome(place));
      return;
    }
    const time = chosen?.start.slice(11, 16) ?? "";
    live.textContent = chosen?.why ? words.overRuledOut(place, chosen.why) : words.over(place, time);
    if (!chosen) return this.#bar?.say(place);
    const here = words.here(time, chosen.note);
    this.#bar?.say(place, chosen.why || here, !chosen.why);
    const note = element.querySelector(`[data-day="${this.#day}"] .day__rule span`);
    if (note && !chosen.why) note.textContent = here;
  }

  #back(): void {
    this.surface.live.textContent = words.back;
  }

  #rest(): void {
    delete this.surface.element.dataset["carrying"];
    this.#bar?.remove();
    this.#bar = undefined;
    this.carried?.still(() => {
      for (const day of this.days) {
        delete day.dataset["target"];
        day.querySelector(".day__rule")?.remove();
      }
    });
  }

  /** Ask what follows; the server answers with the sheet, Accept and Cancel in it. */
  async #drop(day: string): Promise<void> {
    const { element, live } = this.surface;
    if (day === this.#home && this.#turn === 0) return this.#back();
    this.#day = day;
    const start = this.#chosen()?.start ?? sameClockOn(this.#start, day, zoneOf(element, this.#start));
    const { sessionId, runId } = this.item.dataset;
    const data = new FormData();
    data.set("what", sessionId ? "move-session" : "move-run");
    data.set("id", sessionId ?? runId ?? "");
    data.set("start", start);
    data.set("back", location.pathname + location.search);
    element.setAttribute("aria-busy", "true");
    live.textContent = words.thinking;
    const shown = await peekForm("/plan/preview", data, () => this.item.focus());
    element.removeAttribute("aria-busy");
    if (!shown) showToast(words.failed);
  }
}

/** The paragraph through which a surface speaks to a screen reader. */
export function liveIn(element: HTMLElement): HTMLElement {
  const live = h("p", { class: "visually-hidden", "aria-live": "assertive" });
  element.append(live);
  return live;
}

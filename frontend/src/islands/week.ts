// <div data-island="week">: runs and sessions move to another day by dragging (hold first on a
// touch screen), by keyboard, or by a tap on "Move" and one on the day. Days where the rules do
// not allow it are dimmed and say the rule. What follows is asked of the server and shown before
// anything is kept.
import { h, icon } from "../kit/dom";
import { carry, type Carried, type Carrying } from "../kit/carry";
import { peekForm } from "../kit/peek";
import { showToast } from "../kit/toast";
import { targetsOf, type Target } from "../kit/targets";
import { sameClockOn, zoneOf } from "../kit/zones";
import { locale, text } from "../text/en/pages";

const words = text.week;
const MOVABLE = "a.item[data-start][data-movable]";
const MOVE_ICON = "M4 8h14M14.5 4.5 18 8l-3.5 3.5M20 16H6M9.5 12.5 6 16l3.5 3.5";

function titleOf(item: HTMLElement): string {
  return item.querySelector(".item__title")?.textContent?.trim() ?? "";
}

function dayName(day: string): string {
  const format = new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" });
  return format.format(new Date(`${day}T12:00:00Z`));
}

/** One item under way: where it may go, and which start is meant on the day it is over. */
class Moving {
  #targets: Target[] = [];
  #day: string;
  #turn = 0;
  readonly #bar: HTMLElement;

  constructor(
    private readonly week: HTMLElement,
    private readonly item: HTMLElement,
    private readonly live: HTMLElement,
    private readonly carried: () => Carried | undefined,
  ) {
    this.#day = this.#start.slice(0, 10);
    const put = h("button", { class: "button button--small", type: "button" }, words.cancel);
    put.addEventListener("click", () => carried()?.cancel());
    this.#bar = h("div", { class: "carrybar" }, h("span", { class: "carrybar__text" }, words.choose(titleOf(item))), put);
  }

  get #start(): string {
    return this.item.dataset["start"] ?? "";
  }

  get #days(): HTMLElement[] {
    return [...this.week.querySelectorAll<HTMLElement>("[data-day]")];
  }

  async lift(): Promise<void> {
    this.week.dataset["carrying"] = "";
    this.week.setAttribute("aria-busy", "true");
    document.body.append(this.#bar);
    this.live.textContent = words.lifted(titleOf(this.item));
    this.#targets = await targetsOf(this.item, this.week.dataset["monday"] ?? "").catch(() => []);
    this.week.removeAttribute("aria-busy");
    if (!("carrying" in this.week.dataset)) return;
    this.carried()?.still(() => {
      for (const day of this.#days) this.#mark(day);
    });
  }

  /** A day says at once what holds there: the time, or the rule. */
  #mark(day: HTMLElement): void {
    const name = day.dataset["day"] ?? "";
    if (name === this.#start.slice(0, 10)) return;
    const target = this.#best(name);
    if (!target) return;
    day.dataset["target"] = target.why ? "no" : "yes";
    const note = target.why || words.here(target.start.slice(11, 16), target.note);
    day.querySelector(".day__items")?.append(h("p", { class: "day__rule" }, target.why ? icon("M6.5 6.5l11 11M17.5 6.5l-11 11") : icon("m5 12.5 4.5 4.5L19 7.5"), h("span", {}, note)));
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

  over(day: string): void {
    this.#day = day;
    this.#turn = 0;
    this.#say();
  }

  turn(by: number): void {
    const open = this.#on(this.#day).filter((target) => !target.why);
    if (open.length < 2) return;
    const now = this.#chosen();
    const index = open.findIndex((target) => target.start === now?.start);
    this.#turn = (index + by + open.length) % open.length - open.findIndex((target) => target.start === this.#best(this.#day)?.start);
    this.#say();
  }

  #chosen(): Target | undefined {
    const best = this.#best(this.#day);
    if (!best || best.why || this.#turn === 0) return best;
    const open = this.#on(this.#day).filter((target) => !target.why);
    return open[(open.findIndex((target) => target.start === best.start) + this.#turn + open.length) % open.length];
  }

  #say(): void {
    const chosen = this.#chosen();
    const place = dayName(this.#day);
    this.live.textContent = chosen?.why ? words.overRuledOut(place, chosen.why) : words.over(place, chosen?.start.slice(11, 16) ?? "");
    const note = this.week.querySelector(`[data-day="${this.#day}"] .day__rule span`);
    if (note && chosen && !chosen.why) note.textContent = words.here(chosen.start.slice(11, 16), chosen.note);
  }

  back(): void {
    this.live.textContent = words.back;
  }

  rest(): void {
    delete this.week.dataset["carrying"];
    this.#bar.remove();
    this.carried()?.still(() => {
      for (const day of this.#days) {
        delete day.dataset["target"];
        day.querySelector(".day__rule")?.remove();
      }
    });
  }

  /** Ask what follows; the server answers with the sheet, Accept and Cancel in it. */
  async drop(day: string): Promise<void> {
    if (day === this.#start.slice(0, 10) && this.#turn === 0) return this.back();
    this.#day = day;
    const start = this.#chosen()?.start ?? sameClockOn(this.#start, day, zoneOf(this.week, this.#start));
    const { sessionId, runId } = this.item.dataset;
    const data = new FormData();
    data.set("what", sessionId ? "move-session" : "move-run");
    data.set("id", sessionId ?? runId ?? "");
    data.set("start", start);
    data.set("back", location.pathname + location.search);
    this.week.setAttribute("aria-busy", "true");
    this.live.textContent = words.thinking;
    const shown = await peekForm("/plan/preview", data, () => this.item.focus());
    this.week.removeAttribute("aria-busy");
    if (!shown) showToast(words.failed);
  }
}

function make(week: HTMLElement, item: HTMLElement, live: HTMLElement): void {
  const days = [...week.querySelectorAll<HTMLElement>("[data-day]")];
  const home = days.find((day) => day.contains(item));
  if (!home) return;
  item.draggable = false; // the browser's own drag of a link would take over
  const handle = h("button", { class: "item__move", type: "button", "aria-label": words.move(titleOf(item)) });
  handle.append(icon(MOVE_ICON));
  item.after(handle);
  item.parentElement?.classList.add("held--movable");
  let carried: Carried | undefined = undefined;
  const moving = new Moving(week, item, live, () => carried);
  const carrying: Carrying = {
    places: days,
    home,
    handle,
    lifted: () => void moving.lift(),
    over: (place) => moving.over(place.dataset["day"] ?? ""),
    turned: (by) => moving.turn(by),
    cancelled: () => moving.back(),
    dropped: (place) => void moving.drop(place.dataset["day"] ?? ""),
    ended: () => moving.rest(),
  };
  carried = carry(item, carrying);
}

export function mount(week: HTMLElement): void {
  const live = h("p", { class: "visually-hidden", "aria-live": "assertive" });
  week.append(live);
  for (const item of week.querySelectorAll<HTMLElement>(MOVABLE)) make(week, item, live);
}

// Carrying an item to another place: mouse, finger (after a hold), keyboard, or by two taps.
//
// Lifted by its button, by a tap while taps lift, or by M, the item stays lifted until a place is
// tapped or confirmed with Enter; lifted by holding, it goes with the finger. Escape always puts
// it back, and so does letting go beside every place.
import { EdgeScroll, seen, type Seen } from "./edges";
import { Ghost } from "./ghost";

export interface Carrying {
  places: readonly HTMLElement[];
  home: HTMLElement;
  /** How many places stand in a row of a grid; without it they are one row or one column. */
  columns?: number;
  /** The button beside the item that lifts it without dragging. */
  handle?: HTMLElement;
  /** Whether a plain tap lifts the item instead of following its link. */
  tapLifts?: () => boolean;
  title: string;
  tone: string;
  lifted: () => void;
  /** The bar that lies over the page, kept in the half where `y` is not. */
  keepOff: (y: number) => Element | undefined;
  /** What must stay readable while the item is over the place. */
  texts: (place: HTMLElement) => readonly Element[];
  over: (place: HTMLElement) => void;
  /** An earlier or a later time in the same place. */
  turned: (by: number) => void;
  cancelled: () => void;
  dropped: (place: HTMLElement) => void;
  /** After either; the item rests again. */
  ended: () => void;
}

const HOLD_MS = 350;
const SLACK_PX = 8;

export interface Carried {
  cancel: () => void;
  /** Run what changes the page's layout, and keep the item where it was on the screen. */
  still: (change: () => void) => void;
}

interface Point {
  x: number;
  y: number;
}

export function carry(item: HTMLElement, carrying: Carrying): Carried {
  const carrier = new Carrier(item, carrying);
  return { cancel: () => carrier.cancel(), still: (change) => carrier.still(change) };
}

/** Whether the places stand beside each other (desk) or below each other (phone). */
function isRow(places: readonly HTMLElement[]): boolean {
  const [one, other] = places;
  return one !== undefined && other !== undefined && other.offsetLeft > one.offsetLeft;
}

class Carrier {
  #target: HTMLElement;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #from: Point | undefined;
  #at: Point | undefined;
  #lifted = false;
  #justDropped = false;
  #listening: AbortController | undefined;
  #ghost: Ghost | undefined;
  readonly #edges: EdgeScroll;

  constructor(
    private readonly item: HTMLElement,
    private readonly carrying: Carrying,
  ) {
    this.#target = carrying.home;
    this.#edges = new EdgeScroll(() => this.#seen(), () => this.#reach(), () => this.#follow());
    item.addEventListener("pointerdown", (event) => this.#down(event));
    item.addEventListener("pointermove", (event) => this.#move(event));
    item.addEventListener("pointerup", () => this.#up());
    item.addEventListener("pointercancel", () => this.#from && this.cancel());
    item.addEventListener("contextmenu", (event) => (this.#lifted || this.#from) && event.preventDefault());
    // Once lifted, the finger carries instead of scrolling; only a non-passive listener may say so.
    item.addEventListener("touchmove", (event) => this.#lifted && event.preventDefault(), { passive: false });
    item.addEventListener("click", (event) => this.#click(event), { capture: true });
    item.addEventListener("keydown", (event) => this.#letter(event));
    carrying.handle?.addEventListener("click", () => (this.#lifted ? this.cancel() : this.#lift()));
  }

  // --- pointer ---

  #down(event: PointerEvent): void {
    this.#justDropped = false;
    if (event.button !== 0 || !event.isPrimary || this.#lifted) return;
    this.#from = { x: event.clientX, y: event.clientY };
    if (event.pointerType === "mouse") {
      this.item.setPointerCapture(event.pointerId); // a quick mouse has left it at its first move
      return;
    }
    this.#timer = setTimeout(() => this.#liftBy(event), HOLD_MS);
  }

  #move(event: PointerEvent): void {
    if (!this.#from) return;
    if (!this.#lifted) {
      if (Math.hypot(event.clientX - this.#from.x, event.clientY - this.#from.y) < SLACK_PX) return;
      if (event.pointerType !== "mouse") return this.#end(); // a scroll, not a hold
      this.#liftBy(event);
    }
    this.#at = { x: event.clientX, y: event.clientY };
    this.#follow();
    this.#edges.at(event.clientY);
  }

  #liftBy(event: PointerEvent): void {
    if (event.pointerType !== "mouse") this.item.setPointerCapture(event.pointerId);
    this.#ghost = new Ghost(this.carrying.title, this.carrying.tone, event.pointerType !== "mouse");
    this.#lift();
    this.#at = { x: event.clientX, y: event.clientY };
    this.#follow();
  }

  /** After the pointer or the page has moved. */
  #follow(): void {
    if (!this.#at) return;
    const { x, y } = this.#at;
    this.#aim(this.#placeAt(x, y) ?? this.carrying.home);
    const bar = this.carrying.keepOff(y);
    const texts = [...this.carrying.texts(this.#target), ...(bar ? [bar] : [])];
    this.#ghost?.at(x, y, texts.map((text) => text.getBoundingClientRect()));
  }

  #seen(): Seen {
    return seen([document.querySelector(".carrybar"), document.querySelector(".tabbar")]);
  }

  /** From the first place's upper edge to the last one's lower. */
  #reach(): Seen {
    const { places, home } = this.carrying;
    const top = (places[0] ?? home).getBoundingClientRect().top;
    return { top, bottom: (places.at(-1) ?? home).getBoundingClientRect().bottom };
  }

  #placeAt(x: number, y: number): HTMLElement | undefined {
    const { top, bottom } = this.#seen();
    if (y < top || y > bottom) return undefined;
    return this.carrying.places.find((place) => {
      const box = place.getBoundingClientRect();
      return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
    });
  }

  #up(): void {
    if (!this.#from) return;
    this.#justDropped = this.#lifted;
    if (this.#lifted) this.#drop();
    else this.#end();
  }

  /** Letting go of a carried link must not follow it, and while taps lift it is none. */
  #click(event: MouseEvent): void {
    const lifts = !this.#justDropped && !this.#lifted && this.carrying.tapLifts?.() === true;
    if (!this.#justDropped && !this.#lifted && !lifts) return;
    this.#justDropped = false;
    event.preventDefault();
    event.stopPropagation();
    if (lifts) this.#lift();
  }

  // --- lifted by a button, a tap or a key: keys, or a tap on a place ---

  #letter(event: KeyboardEvent): void {
    if (this.#lifted || event.key.toLowerCase() !== "m" || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.#lift();
  }

  #listen(): void {
    const { signal } = (this.#listening = new AbortController());
    document.addEventListener("keydown", (event) => this.#key(event), { signal });
    document.addEventListener("pointermove", (event) => this.#hover(event), { signal });
    for (const place of this.carrying.places) {
      place.addEventListener("click", (event) => this.#tapped(event, place), { signal, capture: true });
    }
  }

  /** A mouse that carries nothing yet says what holds where it is. */
  #hover(event: PointerEvent): void {
    if (this.#from || event.pointerType !== "mouse") return;
    const place = this.#placeAt(event.clientX, event.clientY);
    if (!place) return;
    this.#aim(place);
    this.carrying.keepOff(event.clientY);
  }

  #tapped(event: MouseEvent, place: HTMLElement): void {
    if (this.#from || this.carrying.handle?.contains(event.target as Node)) return;
    event.preventDefault();
    event.stopPropagation();
    this.#aim(place);
    this.#drop();
  }

  #key(event: KeyboardEvent): void {
    if (event.key === "Escape" || event.key === "Tab") {
      this.cancel();
      if (event.key === "Tab") return;
    } else if (event.key === "Enter" || event.key === " ") {
      if (!event.repeat) this.#drop();
    } else if (!this.#arrow(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Whether the key moved it to another place or time. */
  #arrow(key: string): boolean {
    const { along, across, times } = this.#keys();
    const steps = [...along.map((name, n) => [name, n * 2 - 1] as const), ...across.map((name, n) => [name, (n * 2 - 1) * (this.carrying.columns ?? 1)] as const)];
    const step = steps.find(([name]) => name === key);
    if (step) this.#step(step[1]);
    else if (times.includes(key)) this.carrying.turned(times.indexOf(key) * 2 - 1);
    else return false;
    return true;
  }

  /** Keys back and forth: along a row, across to the next row of a grid, and for the time. */
  #keys(): { along: string[]; across: string[]; times: string[] } {
    const sideways = ["ArrowLeft", "ArrowRight"];
    const upright = ["ArrowUp", "ArrowDown"];
    if (this.carrying.columns) return { along: sideways, across: upright, times: ["PageUp", "PageDown"] };
    return isRow(this.carrying.places)
      ? { along: sideways, across: [], times: upright }
      : { along: upright, across: [], times: sideways };
  }

  #step(by: number): void {
    const { places } = this.carrying;
    const place = places[places.indexOf(this.#target) + by];
    if (!place) return;
    this.#aim(place);
    place.scrollIntoView({ block: "nearest", behavior: "instant" });
    const box = place.getBoundingClientRect();
    this.carrying.keepOff((box.top + box.bottom) / 2);
  }

  // --- both ---

  #lift(): void {
    this.#lifted = true;
    this.#target = this.carrying.home;
    this.item.dataset["dragging"] = "";
    this.#listen();
    this.carrying.lifted();
    const box = this.item.getBoundingClientRect();
    this.carrying.keepOff((box.top + box.bottom) / 2);
  }

  #aim(place: HTMLElement): void {
    if (place === this.#target) return;
    delete this.#target.dataset["over"];
    this.#target = place;
    place.dataset["over"] = "";
    this.carrying.over(place);
  }

  #drop(): void {
    const target = this.#target;
    this.#end();
    this.carrying.dropped(target);
    this.carrying.ended();
  }

  cancel(): void {
    const was = this.#lifted;
    this.#end();
    if (!was) return;
    this.carrying.cancelled();
    this.carrying.ended();
  }

  still(change: () => void): void {
    const before = this.item.getBoundingClientRect().top;
    change();
    scrollBy({ top: this.item.getBoundingClientRect().top - before, behavior: "instant" });
    this.#follow();
  }

  #end(): void {
    clearTimeout(this.#timer);
    this.#listening?.abort();
    this.#edges.stop();
    this.#ghost?.remove();
    this.#ghost = this.#from = this.#at = undefined;
    this.#lifted = false;
    delete this.#target.dataset["over"];
    delete this.item.dataset["dragging"];
  }
}

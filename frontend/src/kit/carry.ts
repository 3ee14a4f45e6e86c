// Carrying an item to another place: mouse, finger (after a hold), keyboard, or by two taps.
//
// Lifted by the item's own button, the item stays lifted until a place is tapped or confirmed with
// Enter; lifted by holding, it goes with the finger. Escape always puts it back.

export interface Carrying {
  places: readonly HTMLElement[];
  home: HTMLElement;
  /** The button beside the item that lifts it without dragging. */
  handle: HTMLElement;
  lifted: () => void;
  over: (place: HTMLElement) => void;
  /** The other arrow keys: an earlier or a later time in the same place. */
  turned: (by: number) => void;
  cancelled: () => void;
  dropped: (place: HTMLElement) => void;
  /** After either; the item rests again. */
  ended: () => void;
}

const HOLD_MS = 350;
const SLACK_PX = 8;
/** Near the screen's edge the page moves along. */
const EDGE_PX = 72;
const SCROLL_PX = 12;

export interface Carried {
  cancel: () => void;
  /** Run what changes the page's layout, and keep the item where the finger holds it. */
  still: (change: () => void) => void;
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
  #from: { x: number; y: number; scroll: number } | undefined;
  #lifted = false;
  #justDropped = false;
  #listening: AbortController | undefined;

  constructor(
    private readonly item: HTMLElement,
    private readonly carrying: Carrying,
  ) {
    this.#target = carrying.home;
    item.addEventListener("pointerdown", (event) => this.#down(event));
    item.addEventListener("pointermove", (event) => this.#move(event));
    item.addEventListener("pointerup", () => this.#up());
    item.addEventListener("pointercancel", () => this.#from && this.cancel());
    item.addEventListener("contextmenu", (event) => (this.#lifted || this.#from) && event.preventDefault());
    // Once lifted, the finger carries instead of scrolling; only a non-passive listener may say so.
    item.addEventListener("touchmove", (event) => this.#lifted && event.preventDefault(), { passive: false });
    item.addEventListener("click", (event) => this.#click(event), { capture: true });
    item.addEventListener("keydown", (event) => this.#letter(event));
    carrying.handle.addEventListener("click", () => (this.#lifted ? this.cancel() : this.#lift()));
  }

  // --- pointer ---

  #down(event: PointerEvent): void {
    this.#justDropped = false;
    if (event.button !== 0 || !event.isPrimary || this.#lifted) return;
    this.#from = { x: event.clientX, y: event.clientY, scroll: scrollY };
    if (event.pointerType === "mouse") return;
    this.#timer = setTimeout(() => {
      this.item.setPointerCapture(event.pointerId);
      this.#lift();
    }, HOLD_MS);
  }

  #move(event: PointerEvent): void {
    if (!this.#from) return;
    const x = event.clientX - this.#from.x;
    const y = event.clientY - this.#from.y;
    if (!this.#lifted) {
      if (Math.hypot(x, y) < SLACK_PX) return;
      if (event.pointerType !== "mouse") return this.#end(); // a scroll, not a hold
      this.item.setPointerCapture(event.pointerId);
      this.#lift();
    }
    this.#scroll(event.clientY);
    this.item.style.setProperty("translate", `${x}px ${y + scrollY - this.#from.scroll}px`);
    this.#aim(this.#placeAt(event.clientX, event.clientY));
  }

  #placeAt(x: number, y: number): HTMLElement | undefined {
    return this.carrying.places.find((place) => {
      const box = place.getBoundingClientRect();
      return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
    });
  }

  #scroll(y: number): void {
    if (y < EDGE_PX) scrollBy(0, -SCROLL_PX);
    else if (y > innerHeight - EDGE_PX) scrollBy(0, SCROLL_PX);
  }

  #up(): void {
    if (!this.#from) return;
    this.#justDropped = this.#lifted;
    if (this.#lifted) this.#drop();
    else this.#end();
  }

  /** Letting go of a carried link must not follow it. */
  #click(event: MouseEvent): void {
    if (!this.#justDropped && !this.#lifted) return;
    this.#justDropped = false;
    event.preventDefault();
    event.stopPropagation();
  }

  // --- lifted by the button: keys, or a tap on a place ---

  #letter(event: KeyboardEvent): void {
    if (this.#lifted || event.key.toLowerCase() !== "m" || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.#lift();
  }

  #listen(): void {
    const { signal } = (this.#listening = new AbortController());
    document.addEventListener("keydown", (event) => this.#key(event), { signal });
    for (const place of this.carrying.places) {
      place.addEventListener("click", (event) => this.#tapped(event, place), { signal, capture: true });
    }
  }

  #tapped(event: MouseEvent, place: HTMLElement): void {
    if (this.#from || this.carrying.handle.contains(event.target as Node)) return;
    event.preventDefault();
    event.stopPropagation();
    this.#aim(place);
    this.#drop();
  }

  #key(event: KeyboardEvent): void {
    const along = isRow(this.carrying.places) ? ["ArrowLeft", "ArrowRight"] : ["ArrowUp", "ArrowDown"];
    const across = isRow(this.carrying.places) ? ["ArrowUp", "ArrowDown"] : ["ArrowLeft", "ArrowRight"];
    if (along.includes(event.key)) this.#step(along.indexOf(event.key) * 2 - 1);
    else if (across.includes(event.key)) this.carrying.turned(across.indexOf(event.key) * 2 - 1);
    else if (event.key === "Enter" || event.key === " ") this.#drop();
    else if (event.key === "Escape") this.cancel();
    else if (event.key === "Tab") return this.cancel();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #step(by: number): void {
    const { places } = this.carrying;
    const place = places[places.indexOf(this.#target) + by];
    this.#aim(place);
    place?.scrollIntoView({ block: "nearest" });
  }

  // --- both ---

  #lift(): void {
    this.#lifted = true;
    this.#target = this.carrying.home;
    this.item.dataset["dragging"] = "";
    this.#listen();
    this.carrying.lifted();
  }

  #aim(place: HTMLElement | undefined): void {
    if (!place || place === this.#target) return;
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
    const scrolled = scrollY;
    scrollBy({ top: this.item.getBoundingClientRect().top - before, behavior: "instant" });
    if (!this.#from) return;
    this.#from.scroll += scrollY - scrolled;
    this.#from.y += this.item.getBoundingClientRect().top - before;
  }

  #end(): void {
    clearTimeout(this.#timer);
    this.#listening?.abort();
    this.#from = undefined;
    this.#lifted = false;
    delete this.#target.dataset["over"];
    delete this.item.dataset["dragging"];
    this.item.style.removeProperty("translate");
  }
}

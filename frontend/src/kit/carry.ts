// Carrying an item to another place: mouse, finger (after a hold) or keyboard.

export interface Carrying {
  places: readonly HTMLElement[];
  home: HTMLElement;
  lifted: () => void;
  over: (place: HTMLElement) => void;
  cancelled: () => void;
  dropped: (place: HTMLElement) => void;
}

const HOLD_MS = 350;
const SLACK_PX = 8;
/** Near the screen's edge the page moves along. */
const EDGE_PX = 72;
const SCROLL_PX = 12;

export function carry(item: HTMLElement, carrying: Carrying): void {
  new Carrier(item, carrying);
}

class Carrier {
  #target: HTMLElement;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #from: { x: number; y: number } | undefined;
  #lifted = false;
  #justDropped = false;

  constructor(
    private readonly item: HTMLElement,
    private readonly carrying: Carrying,
  ) {
    this.#target = carrying.home;
    item.addEventListener("pointerdown", (event) => this.#down(event));
    item.addEventListener("pointermove", (event) => this.#move(event));
    item.addEventListener("pointerup", () => this.#up());
    item.addEventListener("pointercancel", () => this.#cancel());
    item.addEventListener("contextmenu", (event) => (this.#lifted || this.#from) && event.preventDefault());
    // Once lifted, the finger carries instead of scrolling; only a non-passive listener may say so.
    item.addEventListener("touchmove", (event) => this.#lifted && event.preventDefault(), { passive: false });
    item.addEventListener("click", (event) => this.#click(event), { capture: true });
    item.addEventListener("keydown", (event) => this.#key(event));
    item.addEventListener("blur", () => this.#cancel());
  }

  // --- pointer ---

  #down(event: PointerEvent): void {
    if (event.button !== 0 || !event.isPrimary) return;
    this.#from = { x: event.clientX, y: event.clientY };
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
      if (event.pointerType !== "mouse") return this.#cancel(); // a scroll, not a hold
      this.item.setPointerCapture(event.pointerId);
      this.#lift();
    }
    this.item.style.setProperty("translate", `${x}px ${y}px`);
    this.#scroll(event.clientY);
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
    this.#justDropped = this.#lifted;
    if (this.#lifted) this.#drop();
    this.#end();
  }

  /** Letting go of a carried link must not follow it. */
  #click(event: MouseEvent): void {
    if (!this.#justDropped) return;
    this.#justDropped = false;
    event.preventDefault();
    event.stopPropagation();
  }

  // --- keyboard ---

  #key(event: KeyboardEvent): void {
    if (!this.#lifted) {
      if (event.key.toLowerCase() !== "m" || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      return this.#lift();
    }
    const steps: Record<string, number> = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1 };
    const step = steps[event.key];
    if (step !== undefined) this.#step(step);
    else if (event.key === "Enter" || event.key === " ") {
      this.#drop();
      this.#end();
    } else if (event.key === "Escape") this.#cancel();
    else return;
    event.preventDefault();
  }

  #step(by: number): void {
    const { places } = this.carrying;
    this.#aim(places[places.indexOf(this.#target) + by]);
  }

  // --- both ---

  #lift(): void {
    this.#lifted = true;
    this.#target = this.carrying.home;
    this.item.dataset["dragging"] = "";
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
    if (this.#target !== this.carrying.home) this.carrying.dropped(this.#target);
    else this.carrying.cancelled();
  }

  #cancel(): void {
    if (this.#lifted) this.carrying.cancelled();
    this.#end();
  }

  #end(): void {
    clearTimeout(this.#timer);
    this.#from = undefined;
    this.#lifted = false;
    delete this.#target.dataset["over"];
    delete this.item.dataset["dragging"];
    this.item.style.removeProperty("translate");
  }
}

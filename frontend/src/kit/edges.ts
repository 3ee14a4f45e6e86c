// What a fixed bar leaves visible of the page, and scrolling while a pointer stays near its edges.

export interface Seen {
  top: number;
  bottom: number;
}

/** How far from an edge the page begins to move, and how far it moves in a frame, pixels. */
const EDGE_PX = 88;
const MOST_PX = 14;

/** The window between the bars that lie over it. */
export function seen(bars: readonly (Element | null)[]): Seen {
  let top = 0;
  let bottom = innerHeight;
  for (const bar of bars) {
    const box = bar?.getBoundingClientRect();
    if (!box || box.height === 0 || box.height > innerHeight / 2) continue; // the rail of the desk
    if ((box.top + box.bottom) / 2 < innerHeight / 2) top = Math.max(top, box.bottom);
    else bottom = Math.min(bottom, box.top);
  }
  return { top, bottom };
}

/** Moves the page as long as the pointer is near the upper or the lower edge, also at rest. */
export class EdgeScroll {
  #frame = 0;
  #y = 0;

  constructor(
    private readonly bounds: () => Seen,
    /** What the page is moved for: no further than until its end is seen. */
    private readonly reach: () => Seen,
    private readonly scrolled: () => void,
  ) {}

  at(y: number): void {
    this.#y = y;
    this.#frame ||= requestAnimationFrame(this.#step);
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  readonly #step = (): void => {
    this.#frame = requestAnimationFrame(this.#step);
    const before = scrollY;
    const by = this.#speed();
    if (by !== 0) scrollBy({ top: by, behavior: "instant" });
    if (scrollY !== before) this.scrolled();
  };

  /** Faster the nearer to the edge; whole pixels. */
  #speed(): number {
    const { top, bottom } = this.bounds();
    const up = top + EDGE_PX - this.#y;
    const down = this.#y - (bottom - EDGE_PX);
    const { top: first, bottom: last } = this.reach();
    if (up > down ? first >= top : last <= bottom) return 0;
    const share = Math.min(1, Math.max(up, down, 0) / EDGE_PX);
    return Math.ceil(MOST_PX * share) * (up > down ? -1 : 1);
  }
}

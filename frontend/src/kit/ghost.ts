// What hangs at the pointer while something is carried: its name on a slip, beside what is read.
import { h } from "./dom";

/** From the pointer to the slip, pixels; a finger hides more than a mouse's arrow. */
const MOUSE_PX = 14;
const FINGER_PX = 36;

/** The slip's upper left corner. */
type Corner = [number, number];

export class Ghost {
  readonly #slip: HTMLElement;

  constructor(
    title: string,
    tone: string,
    private readonly finger: boolean,
  ) {
    this.#slip = h("div", { class: `ghost ghost--${tone}`, "aria-hidden": "true" }, title);
    document.body.append(this.#slip);
  }

  /** Beside the pointer, or else beside what must be read: it covers none of `free`. */
  at(x: number, y: number, free: readonly DOMRect[]): void {
    const { offsetWidth: width, offsetHeight: height } = this.#slip;
    const fits = [...this.#sides(x, y), ...free.flatMap((box) => around(box, x, y, width, height))].map(
      ([to, down]): Corner => [within(to, innerWidth - width), within(down, innerHeight - height)],
    );
    const clear = fits.find(([to, down]) => free.every((box) => to > box.right || to + width < box.left || down > box.bottom || down + height < box.top));
    const [to, down] = clear ?? fits[0] ?? [x, y];
    this.#slip.style.setProperty("translate", `${to}px ${down}px`);
  }

  /** Below a mouse's arrow, above a finger, and the other sides after that. */
  #sides(x: number, y: number): Corner[] {
    const { offsetWidth: width, offsetHeight: height } = this.#slip;
    const gap = this.finger ? FINGER_PX : MOUSE_PX;
    const above = y - gap - height;
    const left = x - gap - width;
    if (!this.finger) return [[x + gap, y + gap], [x + gap, above], [left, y + gap], [left, above]];
    return [[x - width / 2, above], [left, y - height / 2], [x + gap, y - height / 2], [x - width / 2, y + gap]];
  }

  remove(): void {
    this.#slip.remove();
  }
}

/** The four places just outside a box, at the height or the side of the pointer. */
function around(box: DOMRect, x: number, y: number, width: number, height: number): Corner[] {
  const gap = MOUSE_PX / 2;
  return [
    [box.right + gap, y - height / 2],
    [box.left - gap - width, y - height / 2],
    [x - width / 2, box.top - gap - height],
    [x - width / 2, box.bottom + gap],
  ];
}

function within(value: number, most: number): number {
  return Math.round(Math.min(Math.max(value, 0), Math.max(most, 0)));
}

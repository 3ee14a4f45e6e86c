// What was said of the body this morning, each side by itself, until it is sent.
import { keyOf, type Side, type Spot } from "./spots";

/** Of one spot; `ticks` are names of boxes, as "worse". */
export interface Told {
  soreness: number;
  pain: number;
  ticks: readonly string[];
}

export const NOTHING: Told = { soreness: 0, pain: 0, ticks: [] };

const same = (one: Told | undefined, other: Told | undefined): boolean => JSON.stringify(one) === JSON.stringify(other);

export class Morning {
  readonly #told = new Map<string, Told>();

  /** `midline` holds the areas that have no sides. */
  constructor(private readonly midline: ReadonlySet<string>) {}

  hasSides(area: string): boolean {
    return !this.midline.has(area);
  }

  #keys({ area, side }: Spot): string[] {
    if (!this.hasSides(area)) return [area];
    return side === "both" ? [`left-${area}`, `right-${area}`] : [keyOf({ area, side })];
  }

  /** What was said of a spot; of both sides only where they are alike. */
  of(spot: Spot): Told | undefined {
    const told = this.#keys(spot).map((key) => this.#told.get(key));
    return told.every((one) => same(one, told[0])) ? told[0] : undefined;
  }

  /** `told` takes the place of what was said; undefined takes it back. */
  tell(spot: Spot, told: Told | undefined): void {
    for (const key of this.#keys(spot)) {
      if (told) this.#told.set(key, told);
      else this.#told.delete(key);
    }
  }

  /** The side that speaks for an area nobody pointed at a side of. */
  sideOf(area: string): Side {
    if (this.of({ area, side: "both" }) || !this.hasSides(area)) return "both";
    return (["left", "right"] as const).find((side) => this.of({ area, side })) ?? "both";
  }

  /** One entry an area where both sides are alike, else one a side. */
  spots(areas: readonly string[]): { spot: Spot; told: Told }[] {
    return areas.flatMap((area) => {
      const sides: Side[] = this.of({ area, side: "both" }) ? ["both"] : ["left", "right"];
      return sides.flatMap((side) => {
        const told = this.hasSides(area) || side === "both" ? this.of({ area, side }) : undefined;
        return told ? [{ spot: { area, side }, told }] : [];
      });
    });
  }

  /** As fields of the form: "pain-left-knee" "4". */
  fields(areas: readonly string[]): [string, string][] {
    return this.spots(areas).flatMap(({ spot, told }) => {
      const key = keyOf(spot);
      const ticks = told.ticks.map((tick): [string, string] => [`${tick}-${key}`, "1"]);
      return [[`soreness-${key}`, String(told.soreness)], [`pain-${key}`, String(told.pain)], ...ticks];
    });
  }
}

// Where on the body, as the log has it: an area, or one side of it as `left-calf`.
export type Side = "left" | "right" | "both";

/** The sides of which something can be said; an area on the midline has none. */
export const SIDES = ["left", "both", "right"] as const;

export interface Spot {
  area: string;
  side: Side;
}

export function readSpot(key: string): Spot {
  const [, side, area] = /^(left|right)-(.+)$/.exec(key) ?? [];
  return side && area ? { area, side: side as Side } : { area: key, side: "both" };
}

export function keyOf({ area, side }: Spot): string {
  return side === "both" ? area : `${side}-${area}`;
}

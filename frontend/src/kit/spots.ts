// Where on the body, as the log has it: an area, or one side of it as `left-calf`.
export type Side = "left" | "right" | "both";

export const SIDES = ["left", "both", "right"] as const;
/** Areas without a left and a right. */
export const MIDLINE: ReadonlySet<string> = new Set(["back"]);

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

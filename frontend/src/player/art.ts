// What is shown of an exercise: the body in its studio room, or the flat figure where it is not drawn.
import type { Pictures, Side } from "./session";

export interface Art {
  /** What the working position looks like, in words. */
  alt: string;
  figure: string;
  poster: string | null;
  loop: string | null;
  /** The side that is seen to work; null where a picture stands for both. */
  side: Side | null;
}

export function artOf(one: { pictures?: Pictures }, figure: string): Art {
  const view = one.pictures?.views[0];
  const loop = view?.loop?.address ?? null;
  return { alt: one.pictures?.alt ?? "", figure, poster: view?.poster.address ?? null, loop, side: one.pictures?.side ?? null };
}

/** Whether the picture is to be turned round, so that the leg that works is the one that is named. */
export function isMirrored(art: Art, side: Side | undefined): boolean {
  return art.side !== null && (side === "left" || side === "right") && side !== art.side;
}

/** The addresses to try, the best one first: a body that holds still is shown by none that moves. */
export function choicesOf(art: Art, moves: boolean): string[] {
  return [moves ? art.loop : null, art.poster, art.figure].filter((address): address is string => Boolean(address));
}

// Getting a session, with and without a network.
import { savesData } from "../kit/thrift";
import { language } from "../text/player";
import { artOf } from "./art";
import { asksTheSame, figureOf, type Exercise, type Pictures, type Session } from "./session";
import type { Keeper } from "./keep";

const PATIENCE_MS = 4000;
export const VISITED = "hamstrong-visited";
export const PICTURES = "hamstrong-pictures";

export class SessionGone extends Error {}

/** The server's copy; the one kept on the device when the server cannot be reached in time. */
export async function fetchSession(id: string, address: string, keeper: Keeper): Promise<Session> {
  try {
    const response = await fetch(address, {
      headers: { Accept: "application/json" },
      credentials: "same-origin",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (!response.ok) throw new SessionGone(`The server answered ${response.status}.`);
    const session = { ...((await response.json()) as Session), language };
    await keeper.rememberSession(session);
    return session;
  } catch (error) {
    const kept = await keeper.session(id);
    if (kept) return kept;
    throw error;
  }
}

/** A session in progress, said in the language of today where the server still has the same one. */
export async function inOurLanguage(kept: Session, address: string, keeper: Keeper): Promise<Session> {
  if (kept.language === language) return kept;
  const fresh = await fetchSession(kept.id, address, keeper).catch(() => kept);
  if (asksTheSame(fresh, kept)) return fresh;
  await keeper.rememberSession(kept);
  return kept;
}

/** Put everything the session needs where the service worker finds it without a network. */
export async function keepForOffline(session: Session, addresses: readonly string[]): Promise<void> {
  if (!("caches" in globalThis)) return; // plain http: the kept session still plays without pictures
  await Promise.allSettled([keepPages(session, addresses), keepPictures(session)]);
}

async function keepPages(session: Session, addresses: readonly string[]): Promise<void> {
  const figures = session.exercises.flatMap((exercise) => [
    exercise.figure,
    ...exercise.swap.map((one) => figureOf(exercise, one.id)),
    ...(exercise.tryout?.rungs ?? []).map((rung) => figureOf(exercise, rung.id)),
  ]);
  const cache = await caches.open(VISITED);
  const wanted = new Set([...addresses, ...figures.filter(Boolean)]);
  await Promise.allSettled(
    [...wanted].map(async (address) => {
      const response = await fetch(address, { credentials: "same-origin" });
      if (response.ok && !response.redirected) await cache.put(address, response);
    }),
  );
}

/** What an address gives never changes, so what is there is not fetched again. */
async function keepPictures(session: Session): Promise<void> {
  const cache = await caches.open(PICTURES);
  const wanted = new Set(session.exercises.flatMap((exercise) => picturesOf(exercise, !savesData())));
  await Promise.allSettled(
    [...wanted].map(async (address) => {
      if (await cache.match(address)) return;
      const response = await fetch(address, { credentials: "same-origin" });
      if (!response.ok || response.redirected) return;
      await cache.delete(address, { ignoreSearch: true }); // an older drawing of the same
      await cache.put(address, response);
    }),
  );
}

/** Of what is planned all that is shown; of a stand-in, which is seldom taken, what holds still. */
function picturesOf(exercise: Exercise, moving: boolean): string[] {
  const planned: { pictures?: Pictures }[] = [exercise, ...(exercise.tryout?.rungs ?? [])];
  const shown = planned.map((one) => artOf(one, "")).flatMap((art) => [art.poster, moving ? art.loop : null]);
  const spare = moving ? exercise.swap.map((one) => artOf(one, "").poster) : [];
  return [...shown, ...spare].filter((address): address is string => Boolean(address));
}

// A clock time on another day, with the offset that day has.

/** Minutes east of UTC in a zone at a moment. */
function offsetMinutes(zone: string, epochMs: number): number {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  const parts = Object.fromEntries(format.formatToParts(epochMs).map((part) => [part.type, Number(part.value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts as Record<string, number>;
  const local = Date.UTC(year, month - 1, day, hour, minute, second);
  return Math.round((local - Math.floor(epochMs / 1000) * 1000) / 60_000);
}

function asOffset(minutes: number): string {
  const size = Math.abs(minutes);
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${minutes < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/**
 * The same clock time on another day.
 *
 * @param start ISO 8601 with an offset, `2026-10-24T18:00:00+02:00`.
 * @param day ISO date.
 * @param zone IANA name; without one the offset stays as it was.
 */
export function sameClockOn(start: string, day: string, zone: string | undefined): string {
  const clock = start.slice(11, 19);
  const given = start.slice(19).replace(/^\.\d+/, "");
  if (!zone) return `${day}T${clock}${given}`;
  const asUtc = Date.parse(`${day}T${clock}Z`);
  // The offset before the guess and the one at the result differ only around a clock change.
  const guess = offsetMinutes(zone, asUtc);
  const offset = offsetMinutes(zone, asUtc - guess * 60_000);
  return `${day}T${clock}${asOffset(offset)}`;
}

/** The zone of a page: what it says, or this device's when it agrees with the times shown. */
export function zoneOf(element: HTMLElement, start: string): string | undefined {
  const said = element.dataset["zone"];
  if (said) return said;
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const agrees = sameClockOn(start, start.slice(0, 10), here).slice(19) === start.slice(19).replace("Z", "+00:00");
  return agrees ? here : undefined;
}

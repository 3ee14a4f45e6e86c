/** ISO 8601 with the device's offset at that moment, to the millisecond. */
export function isoWithOffset(epochMs: number): string {
  const minutes = -new Date(epochMs).getTimezoneOffset();
  const local = new Date(epochMs + minutes * 60_000).toISOString().slice(0, -1);
  const sign = minutes < 0 ? "-" : "+";
  const two = (value: number): string => String(value).padStart(2, "0");
  const size = Math.abs(minutes);
  return `${local}${sign}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

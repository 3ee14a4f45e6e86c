// Whether pictures may move by themselves.

interface Connection {
  saveData?: boolean;
}

/** True where the browser was told to save data. */
export function savesData(): boolean {
  const { connection } = navigator as Navigator & { connection?: Connection };
  return connection?.saveData === true || matchMedia("(prefers-reduced-data: reduce)").matches;
}

/** False where less motion or less data is wanted. */
export function mayMove(): boolean {
  return !savesData() && !matchMedia("(prefers-reduced-motion: reduce)").matches;
}

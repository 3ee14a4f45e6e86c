const KEY = "hamstrong.pending";

/** A cheap mark that the outbox may hold something, so that pages need not open the database. */
export const pendingHint = {
  get(): boolean {
    try {
      return localStorage.getItem(KEY) !== null;
    } catch {
      return true; // cannot know: look
    }
  },
  set(waiting: boolean): void {
    try {
      if (waiting) localStorage.setItem(KEY, "1");
      else localStorage.removeItem(KEY);
    } catch {
      // Storage blocked; the outbox is then asked each time.
    }
  },
};

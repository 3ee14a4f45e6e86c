// <p data-island="sync" hidden></p> says how many sets still wait to be stored, and stores them.
import { openOutbox } from "../kit/outbox";
import { text } from "../text/pages";

/** Send what waits; used by every page on opening and on coming back online. */
export async function flushNow(): Promise<void> {
  const outbox = await openOutbox();
  await outbox.flush();
}

export function mount(element: HTMLElement): void {
  const show = (waiting: number): void => {
    element.hidden = waiting === 0;
    element.textContent = text.sync.waiting(waiting);
  };
  void (async () => {
    const outbox = await openOutbox(show);
    const again = (): void => void outbox.flush();
    addEventListener("online", again);
    document.addEventListener("visibilitychange", again);
    show((await outbox.waiting()).length);
    again();
  })();
}

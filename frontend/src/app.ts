// The one script of every page: wakes the islands that are there, and nothing else.
//
// <div data-island="chart"> loads chart.js when the element is on the page. An island exports
// `mount(element)`. Without this script every page still reads and every form still posts.
import { pendingHint } from "./kit/pending";

interface Island {
  mount(element: HTMLElement): void;
}

async function wake(element: HTMLElement): Promise<void> {
  for (const name of (element.dataset["island"] ?? "").split(/\s+/)) {
    const address = ISLANDS[name];
    if (!address) continue;
    const island = (await import(address)) as Island;
    island.mount(element);
  }
  element.dataset["awake"] = "";
}

function wakeAll(root: ParentNode): void {
  for (const element of root.querySelectorAll<HTMLElement>("[data-island]:not([data-awake])")) {
    void wake(element);
  }
}

/** Sets made offline go out from whichever page is opened next. */
async function flush(): Promise<void> {
  const address = ISLANDS["sync"];
  if (!address || !navigator.onLine || !pendingHint.get()) return;
  const { flushNow } = (await import(address)) as { flushNow(): Promise<void> };
  await flushNow();
}

function start(): void {
  wakeAll(document);
  void flush();
  addEventListener("online", () => void flush());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") void flush();
  });
  document.addEventListener("islands:wake", (event) => {
    if (event.target instanceof Element) wakeAll(event.target.parentElement ?? document);
  });
  if ("serviceWorker" in navigator) {
    navigator.serviceWorker.register("/sw.js").catch(() => {
      // No offline use then; everything else works.
    });
  }
}

start();

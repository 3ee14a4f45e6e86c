// Tap anywhere pauses and goes on; a long press asks whether to stop.

const LONG_PRESS_MS = 700;
const SLACK_PX = 14;
const CONTROLS = "button, a, input, label, summary, dialog, .player__ask";

export interface Gestures {
  tap: () => void;
  longPress: () => void;
}

export function listen(element: HTMLElement, gestures: Gestures): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let from: { x: number; y: number } | undefined;
  const cancel = (): void => {
    clearTimeout(timer);
    from = undefined;
  };
  element.addEventListener("pointerdown", (event) => {
    if (!event.isPrimary || (event.target as Element).closest(CONTROLS)) return;
    from = { x: event.clientX, y: event.clientY };
    timer = setTimeout(() => {
      from = undefined;
      gestures.longPress();
    }, LONG_PRESS_MS);
  });
  element.addEventListener("pointermove", (event) => {
    if (from && Math.hypot(event.clientX - from.x, event.clientY - from.y) > SLACK_PX) cancel();
  });
  element.addEventListener("pointercancel", cancel);
  element.addEventListener("pointerup", () => {
    if (from) gestures.tap();
    cancel();
  });
  element.addEventListener("contextmenu", (event) => event.preventDefault());
}

export interface Keys {
  toggle: () => void;
  back: () => void;
  skip: () => void;
  add: () => void;
  stop: () => void;
}

export function listenToKeys(keys: Keys): void {
  const actions: Record<string, () => void> = {
    " ": keys.toggle,
    ArrowLeft: keys.back,
    ArrowRight: keys.skip,
    "+": keys.add,
    Escape: keys.stop,
  };
  addEventListener("keydown", (event) => {
    const target = event.target as Element;
    const action = actions[event.key];
    if (!action || event.repeat || target.closest("input, dialog, .lobby")) return;
    if (event.key === " " && target.closest("button, a")) return; // presses what has the focus
    event.preventDefault();
    action();
  });
}

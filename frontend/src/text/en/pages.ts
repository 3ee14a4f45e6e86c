// Every sentence the scripts of the pages say: a language is a folder like this one.

const count = (n: number, single: string, many: string): string => `${n} ${n === 1 ? single : many}`;

/** Dates in the order the pages write them. */
export const locale = "en-GB";

export const text = {
  sync: {
    waiting: (n: number): string => `${count(n, "set", "sets")} waiting to sync`,
    refused: (n: number): string => `${count(n, "entry", "entries")} could not be stored. They stay on this device.`,
  },
  copy: {
    done: "Copied.",
    byHand: "This page may not copy for you. The address is selected: copy it by hand.",
  },
  sheet: { close: "Close" },
  checkIn: {
    said: (spot: string, soreness: number, pain: number): string =>
      `${spot}: ${[soreness > 0 ? `sore ${soreness}` : "", pain > 0 ? `pain ${pain}` : ""].filter(Boolean).join(", ")}`,
    done: "Done",
    clear: "Nothing here",
    kept: "Noted on this device. It is sent when there is a connection.",
  },
  filter: {
    count: (n: number): string => (n === 0 ? "No exercise fits" : count(n, "exercise", "exercises")),
  },
  chart: {
    keys: "Arrow keys move along the days.",
    point: (day: string, parts: readonly string[]): string => `${day}: ${parts.join(", ")}`,
    missing: "none",
  },
  week: {
    move: (title: string): string => `Move ${title}`,
    choose: (title: string): string => `${title}: choose a day`,
    cancel: "Cancel",
    here: (time: string, note: string): string => (note ? `Here at ${time}. ${note}` : `Here at ${time}`),
    lifted: (title: string): string =>
      `${title} is lifted. Arrow keys choose a day and a time, Enter puts it down, Escape puts it back.`,
    liftedInBlock: (title: string): string =>
      `${title} is lifted. Arrow keys choose a day, Page Up and Page Down a time, Enter puts it down, Escape puts it back.`,
    atHome: (day: string): string => `${day}: where it is`,
    over: (day: string, time: string): string => (time ? `${day}, ${time}` : day),
    overRuledOut: (day: string, why: string): string => `${day}: not possible. ${why}`,
    back: "Put back.",
    thinking: "Looking at what follows.",
    failed: "That could not be done now. Nothing changed.",
  },
};

/** What another language has to say, key by key. */
export type PageText = typeof text;

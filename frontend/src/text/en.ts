// Every sentence the scripts say, in one place: a language is a file like this one.

const one = (count: number, single: string, many: string): string => `${count} ${count === 1 ? single : many}`;

export const text = {
  sync: {
    waiting: (count: number): string => `${one(count, "entry", "entries")} waiting to sync`,
  },
  copy: {
    done: "Copied.",
    byHand: "This page may not copy for you. The address is selected: copy it by hand.",
  },
};

// How long what is under way still takes, in words.

const TOLD_AFTER_MS = 3000; // before that a guess is no better than none
const WORTH_TELLING_S = 5;

/** `words` is "about # s left|about # min left"; empty while nobody can say or it is nearly over. */
export function timeLeft(share: number, elapsedMs: number, words: string): string {
  if (share <= 0 || elapsedMs < TOLD_AFTER_MS) return "";
  const seconds = ((elapsedMs / 1000) * (1 - share)) / share;
  if (seconds < WORTH_TELLING_S) return "";
  const [short = "", long = ""] = words.split("|");
  return seconds < 90
    ? short.replace("#", String(5 * Math.round(seconds / 5)))
    : long.replace("#", String(Math.round(seconds / 60)));
}

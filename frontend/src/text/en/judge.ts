// Every sentence about the camera. What to do about a fault comes with the exercise, from the server.

/** Whether the cues of the exercises are in this language. */
export const cuesAreSpoken: boolean = true;

export const words = {
  on: "Camera",
  onHint: "It counts the seconds that count. Pictures stay on this device.",
  off: "Camera off",
  label: "What the camera sees",
  valid: "s valid",
  fullReps: "full reps",
  of: (valid: string, clock: number): string => `Last set: ${valid} of ${clock} s valid`,
  ofReps: (full: number, clock: number): string => `Last set: ${full} of ${clock} reps full`,
  starting: "Starting the camera. The timer goes on.",
  probing: "Trying whether this device is fast enough. The timer goes on.",
  insecure: "The camera works only over HTTPS: open Hamstrong by its https address. The timer goes on.",
  denied: "Not judging: the camera is not allowed here. The timer goes on.",
  "no-camera": "Not judging: no camera was found. The timer goes on.",
  failed: "Not judging: the camera or its model stopped. The timer goes on.",
  slow: (fps: number, least: number): string =>
    `Not judging: this device manages ${fps.toFixed(1)} pictures a second, and it takes ${least}. The timer goes on.`,
  offline: "Not judging: the server cannot be reached. The timer goes on.",
  timerOnly: "Timer only: a camera cannot judge this exercise.",
  waits: "Watching begins before the next set.",
  unsure: "Not judging just now: it cannot see enough. The timer goes on.",
  setUp: "Keep still for three seconds, so that it can measure.",
  ready: "It sees you. Go up when the timer says so.",
  stopped: "Form ended this hold. Lower, then go on.",
  criteria: {
    up: "Up",
    line: "Line",
    level: "Level",
    lever: "Lever",
    still: "Still",
    abduction: "Apart",
    range: "Range",
    tempo: "Tempo",
  } as Readonly<Record<string, string>>,
  verdicts: {
    good: "good",
    lost: "lost",
    unsure: "unsure",
    "not-visible": "not visible from here",
  },
  notVisible: (names: string): string => `Not visible from here: ${names}`,
  /** By what is wrong with the picture; of an oblique one, by where the camera should stand. */
  framing: {
    nobody: "Step into the picture.",
    "cut-off": "Move the phone so that your whole body is in the picture.",
    "too-far": "Bring the phone closer.",
    "too-near": "Move the phone further away.",
    side: "Turn the phone so that it sees you from the side.",
    front: "Turn the phone so that it sees you from the front.",
    "wrong-side": "Turn round so that the working side is nearer to the phone.",
    unclear: "Make more light, or clear what hides you.",
    "camera-moved": "Come down and lie still, the picture has moved.",
    "other-person": "Somebody else is in the picture.",
    position: "Take your starting position.",
  } as Readonly<Record<string, string>>,
};

export type JudgeWords = typeof words;

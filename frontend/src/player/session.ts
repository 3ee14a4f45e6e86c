// The document the server gives for one session: GET /api/sessions/{id}.

export type Side = "left" | "right" | "both";
export type StepKind = "ready" | "hold" | "reps" | "switch" | "rest";

export interface Say {
  at_s: number;
  text: string;
}

export interface Step {
  kind: StepKind;
  seconds: number;
  exercise_id: string;
  side: Side;
  set_number: number;
  sets: number;
  reps: number | null;
  tempo_s: readonly [number, number, number];
  say: readonly Say[];
}

/** One picture of the body in its studio room; width and height in pixels. */
export interface Shot {
  address: string;
  type: string;
  width: number;
  height: number;
}

/** The angles, the better one first, none where nothing is drawn; and the side that is seen to work. */
export interface Pictures {
  alt: string;
  side?: Side | null;
  views: readonly { poster: Shot; loop: Shot | null }[];
}

/** What a camera can count of an exercise. */
export type Counts = "hold" | "reps";

/** Where pain is looked for, what is drawn, what a camera can count; a session kept from an older
 * server does not say. */
interface Described {
  areas?: readonly string[];
  judged?: Counts | null;
  /** Whether a phone on the pelvis can judge it. */
  hips?: boolean;
  pictures?: Pictures;
}

export interface Swap extends Described {
  id: string;
  name: string;
  fetch: readonly string[];
  steps: readonly Step[];
}

export interface Rung extends Described {
  id: string;
  name: string;
  steps: readonly Step[];
}

export interface Tryout {
  family: string;
  start: number;
  easy_rpe: number;
  hard_rpe: number;
  max_tries: number;
  rungs: readonly Rung[];
}

export interface Exercise extends Described {
  id: string;
  name: string;
  side: "left" | "right" | "each" | "both";
  sets: number;
  hold_s: number | null;
  reps: number | null;
  rest_s: number;
  cues: readonly string[];
  figure: string;
  steps: readonly Step[];
  swap: readonly Swap[];
  tryout: Tryout | null;
}

export interface Session {
  id: string;
  title: string;
  minutes: number;
  reason: string;
  fetch: readonly string[];
  exercises: readonly Exercise[];
  /** Of its words, as it was fetched; unknown of sessions kept by an older player. */
  language?: string;
}

/** Whether two sessions ask for the same, whatever language they say it in. */
export function asksTheSame(one: Session, other: Session): boolean {
  const asked = (session: Session) =>
    session.exercises.map(({ id, steps }) => [id, steps.map((s) => [s.kind, s.seconds, s.side, s.set_number])]);
  return JSON.stringify(asked(one)) === JSON.stringify(asked(other));
}

export function isWork(step: { kind: string }): boolean {
  return step.kind === "hold" || step.kind === "reps";
}

/** The figure's address is a pattern of the exercise's own: a stand-in has one as well. */
export function figureOf(exercise: Exercise, id: string): string {
  return exercise.figure.replace(exercise.id, id);
}

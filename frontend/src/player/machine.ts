// The player as a pure function: (session, state, action, now) -> state and what to do about it.
//
// Time is only ever `now` against a stored deadline, so a throttled tab, a locked screen or a
// slow device cannot make the clock drift. No rule of training is in here: seconds, order,
// lines and try-out limits come with the session.
import type { Action, Context, Effect } from "./actions";
import { catchUp, end, start } from "./course";
import * as moves from "./moves";
import type { State } from "./state";
import * as told from "./told";
import { Turn } from "./turn";

export interface Outcome {
  state: State;
  effects: Effect[];
}

export function reduce(context: Context, before: State, action: Action, now: number): Outcome {
  const turn = new Turn(context, structuredClone(before), now);
  if (turn.state.status === "running") catchUp(turn);
  act(turn, action);
  turn.state.seenAt = now;
  return { state: turn.state, effects: turn.effects };
}

function act(turn: Turn, action: Action): void {
  switch (action.type) {
    case "start":
      if (turn.state.status === "waiting") start(turn);
      return;
    case "tick":
      return;
    case "pause":
      return moves.pause(turn);
    case "resume":
      return moves.resume(turn);
    case "skip":
      return moves.skip(turn);
    case "back":
      return moves.back(turn);
    case "add":
      return moves.add(turn);
    case "swap":
      return moves.swap(turn, action.id);
    case "leave":
      return moves.leaveOff(turn);
    case "stop":
      return end(turn, "stopped");
    default:
      return hear(turn, action);
  }
}

function hear(turn: Turn, action: Action): void {
  switch (action.type) {
    case "answer":
      return told.answer(turn, action);
    case "adjust":
      return told.adjust(turn, action.setId, action.done);
    case "trouble":
      return told.trouble(turn, action.setId, action.told);
    case "judged":
      return told.judged(turn, action.setId, action.judged);
    case "answered":
      return told.answered(turn);
    case "seen":
      return told.seen(turn, action.done);
    case "feel":
      return told.feel(turn, action.feel);
  }
}

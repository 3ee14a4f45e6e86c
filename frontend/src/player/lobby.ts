// Before the first second and after the last one.
import { h, icon } from "../kit/dom";
import { mayMove } from "../kit/thrift";
import { words } from "../text/player";
import { ICONS } from "./icons";
import { Picture } from "./picture";
import { ScreenLock } from "./wake";
import { programOf, stepAt, type State } from "./state";
import type { Session } from "./session";

type Feel = keyof typeof words.feels;

function primary(label: string, run: () => void): HTMLElement {
  const button = h("button", { class: "button button--primary button--wide", type: "button" }, label);
  button.addEventListener("click", run);
  return button;
}

function quiet(label: string, run: () => void, path?: string): HTMLElement {
  const button = h("button", { class: "button button--quiet", type: "button" });
  if (path) button.append(icon(path));
  button.append(label);
  button.addEventListener("click", run);
  return button;
}

function frame(head: Node[], foot: Node[]): HTMLElement {
  return h("div", { class: "lobby" }, h("div", { class: "lobby__head" }, ...head), h("div", { class: "lobby__foot" }, ...foot));
}

function figure(session: Session, state: State): HTMLElement {
  const picture = new Picture("lobby__figure");
  const { art } = programOf(session, state);
  picture.show(art, true);
  if (!art.loop || !mayMove()) return picture.root;
  const hold = h("button", { class: "lobby__hold", type: "button", "aria-pressed": "false" }, picture.root);
  hold.append(h("span", { class: "visually-hidden" }, words.holdStill));
  hold.addEventListener("click", () => {
    const still = hold.getAttribute("aria-pressed") !== "true";
    hold.setAttribute("aria-pressed", String(still));
    picture.show(art, !still);
  });
  return hold;
}

export interface LobbyActions {
  start: () => void;
  again: () => void;
  sound: () => void;
}

/** One button: it also is the tap that phones want before they let a page speak. */
export function startScreen(session: Session, state: State, actions: LobbyActions): HTMLElement {
  const things = h("ul", { class: "lobby__things" }, ...session.fetch.map((thing) => h("li", {}, thing)));
  const fetch = session.fetch.length > 0 ? h("div", {}, h("strong", {}, words.fetch), things) : h("p", {}, words.fetchNothing);
  const first = session.exercises[0];
  return frame(
    [
      figure(session, state),
      h("p", { class: "eyebrow" }, words.minutes(session.minutes)),
      h("h1", {}, session.title),
      fetch,
      first ? h("p", { class: "soft" }, session.exercises.map((one) => one.name).join(" · ")) : "",
    ].filter((node): node is HTMLElement => node instanceof Node),
    [notes(), primary(`${words.start} · ${words.minutes(session.minutes)}`, actions.start), quiet(words.sound, actions.sound, ICONS.sound)],
  );
}

function notes(): HTMLElement {
  const sentences = ScreenLock.available ? words.howTo : `${words.howTo} ${words.screenSleeps}`;
  return h("p", { class: "lobby__notes" }, sentences);
}

export function resumeScreen(session: Session, state: State, actions: LobbyActions): HTMLElement {
  const step = stepAt(session, state);
  return frame(
    [
      figure(session, state),
      h("p", { class: "eyebrow" }, session.title),
      h("h1", {}, words.resumeAt(step.set_number, step.side)),
      h("p", {}, words.resumeIn(programOf(session, state).name)),
    ],
    [notes(), primary(words.resume, actions.start), quiet(words.again, actions.again), quiet(words.sound, actions.sound, ICONS.sound)],
  );
}

export interface EndOptions {
  state: State;
  ask: HTMLElement | null;
  feel: (feel: Feel) => void;
  sessionAddress: string;
}

export function endScreen({ state, ask, feel, sessionAddress }: EndOptions): HTMLElement {
  const done = state.sets.filter((set) => set.done > 0 && !set.unseen).length;
  const minutes = Math.max(1, Math.round((state.seenAt - (state.startedAt ?? state.seenAt)) / 60_000));
  const head: Node[] = [
    h("h1", {}, state.status === "done" ? words.finished : words.stopped),
    h("p", { class: "lead" }, words.summary(done, minutes)),
  ];
  if (ask) head.push(ask);
  return frame(head, [feelChoice(state, feel), h("div", { class: "lobby__links" }, link("/today", words.toToday), link(sessionAddress, words.toSession))]);
}

function feelChoice(state: State, feel: (feel: Feel) => void): HTMLElement {
  const said = h("p", { class: "lobby__thanks", role: "status" }, state.feel ? words.thanks : "");
  const group = h("fieldset", { class: "lobby__feel" }, h("legend", {}, words.howFelt));
  const row = h("div", { class: "segmented" });
  for (const [value, label] of Object.entries(words.feels) as [Feel, string][]) {
    const input = h("input", { class: "choice-input", type: "radio", name: "feel", value, checked: state.feel === value });
    input.addEventListener("change", () => {
      said.textContent = words.thanks;
      feel(value);
    });
    row.append(h("label", { class: "segmented__option" }, input, label));
  }
  group.append(row, said);
  return group;
}

function link(address: string, label: string): HTMLElement {
  return h("a", { class: "button button--wide", href: address }, label);
}

export function goneScreen(sessionAddress: string): HTMLElement {
  return frame(
    [h("h1", {}, words.gone), h("p", {}, words.goneBody)],
    [primary(words.tryAgain, () => location.reload()), link(sessionAddress, words.toSession)],
  );
}

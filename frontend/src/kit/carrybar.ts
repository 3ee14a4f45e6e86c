// Says what is carried and what holds where it is over, always in the half of the screen that the
// pointer is not in: what one aims at is never under it.
import { h, icon } from "./dom";

const YES = "m5 12.5 4.5 4.5L19 7.5";
const NO = "M6.5 6.5l11 11M17.5 6.5l-11 11";

export class CarryBar {
  readonly element: HTMLElement;
  readonly #where = h("strong", { class: "carrybar__where" });
  readonly #rule = h("span", { class: "carrybar__rule" });

  constructor(title: string, cancel: string, onCancel: () => void) {
    const put = h("button", { class: "button button--small", type: "button" }, cancel);
    put.addEventListener("click", onCancel);
    this.#where.textContent = title;
    this.element = h("div", { class: "carrybar" }, h("p", { class: "carrybar__text" }, this.#where, this.#rule), put);
    document.body.append(this.element);
  }

  /** The day it is over, and the time or the rule that holds there. */
  say(where: string, rule = "", allowed?: boolean): void {
    this.#where.textContent = where;
    this.#rule.replaceChildren(...(rule ? [...(allowed === undefined ? [] : [icon(allowed ? YES : NO)]), h("span", {}, rule)] : []));
    if (allowed === undefined) delete this.element.dataset["allowed"];
    else this.element.dataset["allowed"] = String(allowed);
  }

  /** Leave the half of the screen in which `y` is; in the middle stay. */
  keepOff(y: number): void {
    const share = y / innerHeight;
    if (share > 0.55) this.element.dataset["at"] = "top";
    else if (share < 0.45) delete this.element.dataset["at"];
  }

  remove(): void {
    this.element.remove();
  }
}

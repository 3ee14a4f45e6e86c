// The picture on the playing screen: it moves while one gets ready and is still while one works.
import { h } from "../kit/dom";
import { mayMove } from "../kit/thrift";
import { choicesOf, type Art } from "./art";

/** What the room's pictures and the flat figures are drawn in, so that their place is kept. */
const STUDIO = { width: 480, height: 320 };
const FLAT = { width: 320, height: 240 };

export class Picture {
  readonly root: HTMLElement;
  readonly #image = h("img", { class: "art__image", alt: "" });
  readonly #missing = new Set<string>();
  #art: Art | null = null;
  #moves = false;

  constructor(kind: string) {
    this.root = h("span", { class: `art ${kind}` }, this.#image);
    this.#image.addEventListener("error", () => this.#missed());
  }

  show(art: Art, moves: boolean, mirrored = false): void {
    this.root.toggleAttribute("data-mirrored", mirrored);
    if (art.poster && art.poster !== this.#art?.poster) new Image().src = art.poster; // at hand when the hold begins
    this.#art = art;
    this.#moves = moves && mayMove();
    this.#place();
  }

  #place(): void {
    const image = this.#image;
    const art = this.#art;
    const address = art && choicesOf(art, this.#moves).find((one) => !this.#missing.has(one));
    if (!art || !address || image.getAttribute("src") === address) return;
    const flat = address === art.figure;
    Object.assign(image, flat ? FLAT : STUDIO);
    image.alt = art.alt;
    this.root.dataset["art"] = flat ? "flat" : "studio";
    image.src = address;
  }

  /** Not on the device and no network: the next best one. */
  #missed(): void {
    const address = this.#image.getAttribute("src");
    if (!address || address === this.#art?.figure) return;
    this.#missing.add(address);
    this.#place();
  }
}

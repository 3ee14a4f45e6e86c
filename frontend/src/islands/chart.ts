// <div data-island="chart"><script type="application/json">…</script></div>, drawn with uPlot.
// The table that stands behind every chart says the same; this adds the picture, by touch,
// mouse and arrow keys.
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import "../../styles/chart.css";
import { chartData, chartOptions, daySeconds, valueWords, type ChartProps } from "../kit/chart";
import { h } from "../kit/dom";
import { locale, text } from "../text/pages";

const words = text.chart;
const HEIGHT = 176;
const WIDE_HEIGHT = 240;

function days(options: Intl.DateTimeFormatOptions): (seconds: number) => string {
  const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" });
  return (seconds) => format.format(new Date(seconds * 1000));
}

/** A token is `light-dark(…)`: only an element that wears it knows the colour of now. */
function colourOf(element: HTMLElement): (token: string) => string {
  return (token) => {
    element.style.color = `var(--${token})`;
    const { color } = getComputedStyle(element);
    element.style.removeProperty("color");
    return color;
  };
}

/** The stylesheet of uPlot, beside this script under the same version. */
function addStyles(): void {
  const address = new URL("chart.css", import.meta.url);
  address.search = new URL(import.meta.url).search;
  if (document.querySelector(`link[href="${address.href}"]`)) return;
  document.head.append(h("link", { rel: "stylesheet", href: address.href }));
}

class Chart {
  readonly #plot = h("div", { class: "chart__canvas" });
  readonly #readout = h("p", { class: "chart__readout small", "aria-live": "polite" });
  readonly #longDay = days({ weekday: "short", day: "numeric", month: "short" });
  #drawn: uPlot | undefined;

  constructor(
    private readonly element: HTMLElement,
    private readonly props: ChartProps,
  ) {
    this.#plot.tabIndex = 0;
    this.#plot.setAttribute("role", "img");
    this.#plot.setAttribute("aria-label", [props.title, this.#say(props.x.length - 1), words.keys].filter(Boolean).join(". "));
    element.append(this.#legend(), this.#plot, this.#readout);
    this.#plot.addEventListener("keydown", (event) => this.#key(event));
    this.#plot.addEventListener("pointermove", (event) => this.#touch(event));
    this.#plot.addEventListener("pointerdown", (event) => this.#touch(event));
    new ResizeObserver(() => this.#fit()).observe(element);
    const again = (): void => this.#draw();
    document.addEventListener("themechange", again);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
    void document.fonts.ready.then(again);
    this.#draw();
    this.#tell(props.x.length - 1);
  }

  #legend(): HTMLElement {
    const keys = this.props.series.map((series, index) => {
      const dashed = this.props.kind === "lines" && index > 0;
      return h("span", { class: `chart__key chart__key--${series.tone}${dashed ? " chart__key--dashed" : ""}` }, series.name);
    });
    return h("p", { class: "chart__legend small", "aria-hidden": "true" }, ...keys);
  }

  get #size(): { width: number; height: number } {
    const height = this.element.closest(".chart--wide") ? WIDE_HEIGHT : HEIGHT;
    return { width: Math.max(this.element.clientWidth, 120), height };
  }

  #draw(): void {
    this.#drawn?.destroy();
    const making = { uplot: uPlot, colour: colourOf(this.element), shortDay: days({ day: "numeric", month: "short" }), ...this.#size };
    const options = chartOptions(this.props, making);
    options.hooks = { setCursor: [(plot) => typeof plot.cursor.idx === "number" && this.#tell(plot.cursor.idx)] };
    this.#drawn = new uPlot(options, chartData(this.props), this.#plot);
  }

  #fit(): void {
    const { width } = this.#size;
    if (this.#drawn && Math.abs(this.#drawn.width - width) > 1) this.#drawn.setSize(this.#size);
  }

  #say(index: number): string {
    const day = this.props.x[index];
    if (day === undefined) return "";
    const parts = this.props.series.map((series) => valueWords(this.props, series, index, words.missing));
    return words.point(this.#longDay(daySeconds(day)), parts);
  }

  #tell(index: number): void {
    this.#readout.textContent = this.#say(index);
  }

  #show(index: number): void {
    const drawn = this.#drawn;
    const day = this.props.x[index];
    if (!drawn || day === undefined) return;
    drawn.setCursor({ left: drawn.valToPos(daySeconds(day), "x"), top: 10 });
    this.#tell(index);
  }

  #key(event: KeyboardEvent): void {
    const last = this.props.x.length - 1;
    const now = this.#drawn?.cursor.idx ?? last;
    const targets: Record<string, number> = { ArrowLeft: now - 1, ArrowRight: now + 1, Home: 0, End: last };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    this.#show(Math.min(Math.max(target, 0), last));
  }

  /** uPlot listens to the mouse; a finger moves the same cursor. */
  #touch(event: PointerEvent): void {
    const drawn = this.#drawn;
    if (!drawn || event.pointerType === "mouse") return;
    const box = drawn.over.getBoundingClientRect();
    drawn.setCursor({ left: event.clientX - box.left, top: 10 });
  }
}

export function mount(element: HTMLElement): void {
  const data = element.querySelector('script[type="application/json"]')?.textContent;
  if (!data) return;
  const props = JSON.parse(data) as ChartProps;
  if (props.x.length === 0) return;
  addStyles();
  new Chart(element, props);
}

// <form data-island="upload"> with files: says how much of them is on its way and how long that
// takes, lets it be stopped, and refuses what is too large before it leaves. With `data-watched` it also
// asks how far the server is with reading them. Without this script the form posts by itself.

import { ReadingWatch } from "../kit/reading";
import { timeLeft } from "../kit/time-left";
import { newId } from "../kit/uuid";

function refuse(form: HTMLFormElement, sentence: string): void {
  const words = form.querySelector<HTMLElement>(".upload__words");
  const box = form.querySelector<HTMLElement>(".upload");
  if (!words || !box) return;
  box.hidden = false;
  box.dataset["wrong"] = "";
  words.textContent = sentence;
}

function showProgress(form: HTMLFormElement, share: number, begun: number): void {
  const box = form.querySelector<HTMLElement>(".upload");
  const bar = form.querySelector<HTMLProgressElement>(".bar");
  const words = form.querySelector<HTMLElement>(".upload__words");
  if (!box || !bar || !words) return;
  box.hidden = false;
  delete box.dataset["wrong"];
  const stop = form.querySelector<HTMLElement>("[data-stop]");
  if (stop) stop.hidden = share >= 1;
  if (share >= 1 && form.dataset["reading"]) {
    bar.removeAttribute("value");
    words.textContent = form.dataset["reading"];
    return;
  }
  tell(form, share, performance.now() - begun, form.dataset["sending"] ?? "");
}

/** A share and the time left, in words that begin with these. */
function tell(form: HTMLFormElement, share: number, elapsedMs: number, beginning: string): void {
  const bar = form.querySelector<HTMLProgressElement>(".bar");
  const words = form.querySelector<HTMLElement>(".upload__words");
  if (!bar || !words) return;
  bar.value = share;
  const left = timeLeft(share, elapsedMs, form.dataset["left"] ?? "");
  const done = `${beginning} ${Math.floor(100 * share)} %`;
  words.textContent = left ? `${done}, ${left}` : done;
}

/** Once all is sent: how far reading is, and a stop that keeps what was read. */
function watchReading(form: HTMLFormElement, address: string): ReadingWatch {
  const beginning = form.dataset["watched"] ?? "";
  const watch = new ReadingWatch(address, (share, elapsedMs, files) =>
    tell(form, share, elapsedMs, beginning.replace("#", String(files))),
  );
  const stop = form.querySelector<HTMLElement>("[data-stop]");
  if (stop) {
    stop.hidden = false;
    stop.onclick = () => {
      watch.stop();
      stop.hidden = true;
      const words = form.querySelector<HTMLElement>(".upload__words");
      if (words) words.textContent = form.dataset["stopping"] ?? "";
    };
  }
  watch.start();
  return watch;
}

function setBusy(form: HTMLFormElement, busy: boolean): void {
  for (const button of form.querySelectorAll("button")) button.disabled = busy && !("stop" in button.dataset);
}

/** The server sends to the next page, or answers with one: the next, or this one and a sentence. */
function follow(form: HTMLFormElement, request: XMLHttpRequest): void {
  if (request.status < 400 && request.responseURL.split("?")[0] !== form.action) {
    location.assign(request.responseURL);
    return;
  }
  const page = new DOMParser().parseFromString(request.responseText, "text/html");
  const main = page.querySelector("main");
  if (!main) return location.reload();
  document.querySelector("main")?.replaceWith(main);
  main.dispatchEvent(new CustomEvent("islands:wake", { bubbles: true }));
  if (request.status < 400) {
    document.title = page.title;
    main.scrollIntoView();
    main.focus();
    return;
  }
  main.querySelector(".field__error, [role=alert]")?.scrollIntoView({ block: "center" });
}

function send(form: HTMLFormElement): void {
  const request = new XMLHttpRequest();
  const begun = performance.now();
  const mark = newId();
  const isWatched = form.dataset["watched"] !== undefined;
  let watch: ReadingWatch | undefined;
  const ended = (word: string) => (): void => {
    watch?.end();
    setBusy(form, false);
    refuse(form, form.dataset[watch && word === "lost" ? "lostReading" : word] ?? "");
    const stop = form.querySelector<HTMLElement>("[data-stop]");
    if (stop) stop.hidden = true;
  };
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) showProgress(form, event.loaded / event.total, begun);
  });
  request.upload.addEventListener("load", () => {
    if (isWatched) watch = watchReading(form, `${form.action}/${mark}`);
  });
  request.addEventListener("load", () => {
    watch?.end();
    follow(form, request);
  });
  request.addEventListener("error", ended("lost"));
  request.addEventListener("abort", ended("stopped"));
  const stop = form.querySelector<HTMLElement>("[data-stop]");
  if (stop) stop.onclick = () => request.abort();
  request.open("POST", isWatched ? `${form.action}?mark=${mark}` : form.action);
  request.setRequestHeader("Accept", "text/html");
  request.send(new FormData(form));
  setBusy(form, true);
  showProgress(form, 0, begun);
}

export function mount(form: HTMLElement): void {
  if (!(form instanceof HTMLFormElement)) return;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const files = [...(form.querySelector<HTMLInputElement>("input[type=file]")?.files ?? [])];
    const most = Number(form.dataset["most"]);
    const bytes = files.reduce((sum, file) => sum + file.size, 0);
    if (most > 0 && bytes > most) refuse(form, form.dataset["large"] ?? "");
    else send(form);
  });
}

// <form data-island="upload"> with one file: says how much of it is on its way, and refuses what is
// too large before it leaves. Without this script the form posts by itself.

function refuse(form: HTMLFormElement, sentence: string): void {
  const words = form.querySelector<HTMLElement>(".upload__words");
  const box = form.querySelector<HTMLElement>(".upload");
  if (!words || !box) return;
  box.hidden = false;
  box.dataset["wrong"] = "";
  words.textContent = sentence;
}

function showProgress(form: HTMLFormElement, share: number): void {
  const box = form.querySelector<HTMLElement>(".upload");
  const bar = form.querySelector<HTMLProgressElement>(".bar");
  const words = form.querySelector<HTMLElement>(".upload__words");
  if (!box || !bar || !words) return;
  box.hidden = false;
  delete box.dataset["wrong"];
  bar.value = share;
  words.textContent = `${form.dataset["sending"] ?? ""} ${Math.floor(100 * share)} %`;
}

function setBusy(form: HTMLFormElement, busy: boolean): void {
  for (const button of form.querySelectorAll("button")) button.disabled = busy;
}

/** The server answers with the next page, or with this one and a sentence. */
function follow(request: XMLHttpRequest): void {
  if (request.status < 400) {
    location.assign(request.responseURL);
    return;
  }
  const page = new DOMParser().parseFromString(request.responseText, "text/html");
  const main = page.querySelector("main");
  if (!main) return location.reload();
  document.querySelector("main")?.replaceWith(main);
  main.dispatchEvent(new CustomEvent("islands:wake", { bubbles: true }));
  main.querySelector(".field__error, [role=alert]")?.scrollIntoView({ block: "center" });
}

function send(form: HTMLFormElement): void {
  const request = new XMLHttpRequest();
  const failed = (): void => {
    setBusy(form, false);
    refuse(form, form.dataset["lost"] ?? "");
  };
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) showProgress(form, event.loaded / event.total);
  });
  request.addEventListener("load", () => follow(request));
  request.addEventListener("error", failed);
  request.addEventListener("abort", failed);
  request.open("POST", form.action);
  request.setRequestHeader("Accept", "text/html");
  request.send(new FormData(form));
  setBusy(form, true);
  showProgress(form, 0);
}

export function mount(form: HTMLElement): void {
  if (!(form instanceof HTMLFormElement)) return;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const file = form.querySelector<HTMLInputElement>("input[type=file]")?.files?.[0];
    const most = Number(form.dataset["most"]);
    if (file && most > 0 && file.size > most) refuse(form, form.dataset["large"] ?? "");
    else send(form);
  });
}

// <label class="drop" data-island="drop"> around a file input: says what was chosen or dropped.
// `data-many` says it of several files, with # for their number.

export function mount(label: HTMLElement): void {
  const input = label.querySelector<HTMLInputElement>("input[type=file]");
  const name = label.querySelector(".drop__name");
  if (!input || !name) return;
  const asked = name.textContent ?? "";
  const tell = (): void => {
    const files = input.files ?? [];
    const many = label.dataset["many"];
    name.textContent =
      files.length > 1 && many ? many.replace("#", String(files.length)) : (files[0]?.name ?? asked);
  };
  input.addEventListener("change", tell);
  tell(); // A file may have been chosen before this script was there.
  const over = (on: boolean) => (): void => {
    if (on) label.dataset["over"] = "";
    else delete label.dataset["over"];
  };
  label.addEventListener("dragenter", over(true));
  label.addEventListener("dragover", over(true));
  label.addEventListener("dragleave", over(false));
  label.addEventListener("drop", over(false));
}

// <label class="drop" data-island="drop"> around a file input: says what was chosen or dropped.

export function mount(label: HTMLElement): void {
  const input = label.querySelector<HTMLInputElement>("input[type=file]");
  const name = label.querySelector(".drop__name");
  if (!input || !name) return;
  const asked = name.textContent ?? "";
  const tell = (): void => {
    name.textContent = input.files?.[0]?.name ?? asked;
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

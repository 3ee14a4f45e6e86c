// <button data-island="print" hidden> prints the page; without script there is no such button.
export function mount(button: HTMLElement): void {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

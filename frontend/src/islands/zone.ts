// <select data-island="zone" data-guess> or a hidden input: the device knows its time zone.

export function mount(element: HTMLElement): void {
  if (element.dataset["guess"] === undefined) return;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (element instanceof HTMLSelectElement) {
    if ([...element.options].some((option) => option.value === zone)) element.value = zone;
  } else if (element instanceof HTMLInputElement) {
    element.value = zone;
  }
}

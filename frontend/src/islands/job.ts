// <section data-island="job" data-state="/clips/…/state">: how far the work is, without a reload.
import { fetchJson } from "../kit/api";

interface JobState {
  state: "queued" | "running" | "done" | "failed" | "cancelled";
  progress: number;
  words: string;
  note: string;
}

const EVERY_MS = 1000;

function show(section: HTMLElement, job: JobState): void {
  const words = section.querySelector<HTMLElement>(".job__words");
  const note = section.querySelector<HTMLElement>(".job__note");
  const bar = section.querySelector<HTMLProgressElement>(".bar");
  if (words && words.textContent !== job.words) words.textContent = job.words;
  if (note && note.textContent !== job.note) note.textContent = job.note;
  if (bar) bar.value = job.progress;
}

export function mount(section: HTMLElement): void {
  const address = section.dataset["state"];
  if (!address) return;
  const ask = async (): Promise<void> => {
    try {
      const job = await fetchJson<JobState>(address);
      show(section, job);
      // The page that follows is the server's: the report, or why there is none.
      if (job.state !== "queued" && job.state !== "running") return location.reload();
    } catch {
      // No way through just now: the next try may have one.
    }
    setTimeout(() => void ask(), EVERY_MS);
  };
  void ask();
}

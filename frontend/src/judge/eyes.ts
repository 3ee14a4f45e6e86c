// The camera and the worker that looks through it: newest picture only, one at a time.
import type { FromWorker, ToWorker } from "./messages";
import type { Seen } from "./wire";

/** What the model was measured with; more pixels cost time and add nothing at its 256. */
const WIDTH = 640;
const HEIGHT = 480;
/** Browsers without frame callbacks are looked at so often. */
const FALLBACK_MS = 33;

export type Blind = "insecure" | "denied" | "no-camera" | "failed";

/** Why there are no eyes here. */
export class NoEyes extends Error {
  constructor(readonly why: Blind) {
    super(why);
  }
}

export class Eyes {
  readonly video = document.createElement("video");
  /** Whether pictures are looked at now; the camera stays on. */
  looking = false;
  #stream: MediaStream | undefined;
  #worker: Worker | undefined;
  #busy = true;
  #closed = false;

  constructor(
    private readonly onSeen: (seen: Seen, tookMs: number) => void,
    private readonly onFailed: () => void,
  ) {
    this.video.muted = true;
    this.video.playsInline = true;
  }

  /** Throws NoEyes. */
  async open(): Promise<void> {
    if (!window.isSecureContext || !navigator.mediaDevices) throw new NoEyes("insecure");
    await this.#openCamera();
    await this.#openWorker();
    this.#next();
  }

  close(): void {
    this.#closed = true;
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
    this.video.srcObject = null;
    this.#worker?.terminate();
  }

  async #openCamera(): Promise<void> {
    const video = { facingMode: "user", width: { ideal: WIDTH }, height: { ideal: HEIGHT }, frameRate: { ideal: 30 } };
    try {
      this.#stream = await navigator.mediaDevices.getUserMedia({ video, audio: false });
    } catch (error) {
      const refused = error instanceof DOMException && (error.name === "NotAllowedError" || error.name === "SecurityError");
      throw new NoEyes(refused ? "denied" : "no-camera");
    }
    if (this.#closed) return this.close();
    this.#stream.getVideoTracks()[0]?.addEventListener("ended", () => this.onFailed());
    this.video.srcObject = this.#stream;
    await this.video.play();
  }

  #openWorker(): Promise<void> {
    const worker = new Worker(JUDGE_WORKER);
    this.#worker = worker;
    return new Promise((resolve, reject) => {
      const failed = (): void => {
        reject(new NoEyes("failed"));
        if (!this.#closed) this.onFailed();
      };
      worker.addEventListener("error", failed);
      worker.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => {
        if (data.type === "failed") return failed();
        this.#busy = false;
        if (data.type === "loaded") resolve();
        else this.onSeen(data.seen, data.tookMs);
      });
      this.#post({ type: "load" });
    });
  }

  #post(message: ToWorker, transfer: Transferable[] = []): void {
    this.#worker?.postMessage(message, transfer);
  }

  #next(): void {
    if (this.#closed) return;
    if ("requestVideoFrameCallback" in this.video) {
      this.video.requestVideoFrameCallback((now, about) => this.#take(about.captureTime ?? now));
    } else setTimeout(() => this.#take(performance.now()), FALLBACK_MS);
  }

  /** A picture that comes while the worker is busy is gone. */
  #take(timeMs: number): void {
    if (this.looking && !this.#busy && this.video.videoWidth > 0) {
      this.#busy = true;
      void this.#look(timeMs / 1000);
    }
    this.#next();
  }

  async #look(timeS: number): Promise<void> {
    try {
      const bitmap = await createImageBitmap(this.video);
      this.#post({ type: "look", bitmap, timeS }, [bitmap]);
    } catch {
      this.#busy = false; // no picture there just now: the next one will do
    }
  }
}

/** Island name -> its address, written in by the build. */
declare const ISLANDS: Readonly<Record<string, string>>;
/** Hash over everything built; names the service worker's cache. */
declare const VERSION: string;
/** Addresses of everything built. */
declare const PRECACHE: readonly string[];

declare module "*.css";
/** Addresses of the runtime and the model that the judge's worker loads. */
declare const JUDGE_FILES: Readonly<Record<"loader" | "binary" | "model", string>>;
/** Address of the judge's worker. */
declare const JUDGE_WORKER: string;

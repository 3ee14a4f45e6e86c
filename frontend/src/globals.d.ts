/** Island name -> its address, written in by the build. */
declare const ISLANDS: Readonly<Record<string, string>>;
/** Hash over everything built; names the service worker's cache. */
declare const VERSION: string;
/** Addresses of everything built. */
declare const PRECACHE: readonly string[];

declare module "*.css";

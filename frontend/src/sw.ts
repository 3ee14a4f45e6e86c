// The service worker: what was opened once opens again without a network.
//
// Built files are kept under their hash, one cache for each build. Pages, session documents and
// figures are asked from the network first and kept as they come. Pictures carry their version in
// the address and are asked for once. What changes data never passes through here: the outbox in
// the page looks after that.

const worker = self as unknown as ServiceWorkerGlobalScope;
const BUILD = `hamstrong-build-${VERSION}`;
const VISITED = "hamstrong-visited";
const PICTURES = "hamstrong-pictures";
const OFFLINE = "/offline";
const ICON = "/static/icons/icon.svg";
/** A phone with one bar should not wait longer than this for a page it already has. */
const PATIENCE_MS = 4000;
const MOST_VISITED = 200;
/** About 10 MB: a dozen sessions with all that may stand in. */
const MOST_PICTURES = 300;
/** Files to save are never kept: an old workout, or a page in its place, must not reach a watch. */
const FILE = /^\/(api\/|settings\/export$)/;
const PICTURE = /^\/exercises\/[^/]+\/[^/]+\.(webp|avif)$/;

/** Keep all that can be had: one missing file must not lose the others their offline use. */
async function precache(): Promise<void> {
  const cache = await caches.open(BUILD);
  const known = [...PRECACHE, OFFLINE, ICON];
  await Promise.allSettled(known.map((address) => cache.add(new Request(address, { cache: "reload" }))));
}

async function dropOldBuilds(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith("hamstrong-build-") && name !== BUILD);
  await Promise.all(old.map((name) => caches.delete(name)));
}

function mayKeep(response: Response): boolean {
  return response.ok && response.type === "basic" && !response.redirected;
}

async function keep(request: Request, response: Response, name = VISITED, most = MOST_VISITED): Promise<void> {
  const cache = await caches.open(name);
  await cache.put(request, response);
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(keys.length - most, 0)).map((key) => cache.delete(key)));
}

async function builtFirst(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? fetch(request);
}

/** The network's answer; the kept one when the network fails or dawdles. */
async function networkFirst(request: Request, event: FetchEvent): Promise<Response> {
  const kept = await caches.match(request, { cacheName: VISITED, ignoreVary: true });
  const network = fetch(request).then((response) => {
    if (mayKeep(response)) event.waitUntil(keep(request, response.clone()));
    return response;
  });
  if (!kept) return network;
  const patience = new Promise<Response>((resolve) => setTimeout(() => resolve(kept), PATIENCE_MS));
  return Promise.race([network, patience]).catch(() => kept);
}

async function page(request: Request, event: FetchEvent): Promise<Response> {
  try {
    return await networkFirst(request, event);
  } catch {
    return (await caches.match(OFFLINE)) ?? Response.error();
  }
}

async function keptFirst(request: Request, event: FetchEvent): Promise<Response> {
  const kept = await caches.match(request, { ignoreVary: true });
  const network = fetch(request).then((response) => {
    if (mayKeep(response)) event.waitUntil(keep(request, response.clone()));
    return response;
  });
  if (!kept) return network;
  event.waitUntil(network.catch(() => undefined));
  return kept;
}

/** One that is kept is the right one: another drawing has another address. */
async function picture(request: Request, event: FetchEvent): Promise<Response> {
  const kept = await caches.match(request, { cacheName: PICTURES, ignoreVary: true });
  if (kept) return kept;
  const response = await fetch(request);
  if (mayKeep(response)) event.waitUntil(keep(request, response.clone(), PICTURES, MOST_PICTURES));
  return response;
}

worker.addEventListener("install", (event) => {
  event.waitUntil(precache().then(() => worker.skipWaiting()));
});

worker.addEventListener("activate", (event) => {
  event.waitUntil(dropOldBuilds().then(() => worker.clients.claim()));
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== worker.location.origin) return;
  if (url.pathname.startsWith("/static/build/")) event.respondWith(builtFirst(request));
  else if (request.mode === "navigate" && FILE.test(url.pathname)) return;
  else if (request.mode === "navigate") event.respondWith(page(request, event));
  else if (/^\/api\/sessions\/[^/]+$/.test(url.pathname)) event.respondWith(networkFirst(request, event));
  else if (PICTURE.test(url.pathname) && url.search) event.respondWith(picture(request, event));
  else if (url.pathname.endsWith("/figure.svg") || url.pathname.startsWith("/static/")) {
    event.respondWith(keptFirst(request, event));
  }
});

// @ts-check
/**
 * Keeps the playground for when there is no network. The build writes the list of files and a version made of
 * their contents in front of this file (`SUTRA_SITE`); another version is another cache, and the old one goes.
 */
// The type checker knows pages, not workers. @ts-ignore would hide more than this.
const worker = /** @type {any} */ (self);
const { version, files } = worker.SUTRA_SITE ?? { version: "0", files: [] };
const PREFIX = "sutra-playground-";
const NAME = `${PREFIX}${version}`;

worker.addEventListener("install", (/** @type {any} */ event) => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(NAME);
      await cache.addAll(files.map((/** @type {string} */ file) => new Request(file, { cache: "reload" })));
      await worker.skipWaiting();
    })(),
  );
});

worker.addEventListener("activate", (/** @type {any} */ event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) if (name.startsWith(PREFIX) && name !== NAME) await caches.delete(name);
      await worker.clients.claim();
    })(),
  );
});

worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const { request } = event;
  // Only this site's own files: nothing else is asked for, and nothing else is answered.
  if (request.method !== "GET" || !request.url.startsWith(worker.registration.scope)) return;
  event.respondWith(
    (async () => {
      const cache = await caches.open(NAME);
      const known = await cache.match(request, { ignoreSearch: true });
      // eslint-disable-next-line no-restricted-syntax -- the page's own request, for a file of this very folder
      return known ?? fetch(request);
    })(),
  );
});

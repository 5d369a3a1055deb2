{% autoescape off %}// Keeps the page of a walk, and nothing else: its data lie encrypted in the page's own store.
const SHELL = {{ shell }};
const ASSETS = {{ assets }};
// The modules' addresses with digests: a changed one makes a new cache.
const VERSION = {{ modules }};
const CACHE = "vandring-" + [...ASSETS, ...VERSION].join("|").split("").reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0)) | 0, 7);

self.addEventListener("install", (event) => {
  const fetched = caches.open(CACHE).then((cache) =>
    Promise.all([
      cache.addAll(ASSETS.map((address) => new Request(address, { cache: "no-cache" }))),
      // Without cookies: the page as nobody in particular gets it.
      fetch(SHELL, { credentials: "omit" }).then((answer) => cache.put(SHELL, answer)),
    ]),
  );
  event.waitUntil(fetched.then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = caches.keys().then((names) => Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name))));
  event.waitUntil(old.then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  const { pathname } = new URL(request.url);
  if (request.mode === "navigate" && pathname.startsWith(SHELL)) {
    // A page from the server when there is one; a slow network counts as none.
    event.respondWith(
      fetch(request, { signal: AbortSignal.timeout(4000) })
        .then((answer) => (answer.status < 500 ? answer : caches.match(SHELL)))
        .catch(() => caches.match(SHELL)),
    );
  } else if (ASSETS.includes(pathname)) {
    event.respondWith(caches.match(request).then((kept) => kept || fetch(request)));
  }
});
{% endautoescape %}

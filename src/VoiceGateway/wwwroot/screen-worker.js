// Keeps the screen's page, so that it shows the hotline's number when the house cannot be reached. Everything else comes from the house.

const KEPT = "voicecare-screen-1";
const PAGE = "/screen";
const FILES = [
  PAGE, "/screen/screen.css", "/screen/screen.js", "/screen/line.js", "/screen/sound.js", "/screen/pictures.svg",
  "/sound/handset.js", "/sound/telephone-worklet.js", "/local/icon.svg",
];

addEventListener("install", (event) => event.waitUntil(caches.open(KEPT).then((cache) => cache.addAll(FILES)).then(() => skipWaiting())));

addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name !== KEPT) await caches.delete(name);
  await clients.claim();
})()));

addEventListener("fetch", (event) => {
  const path = new URL(event.request.url).pathname;
  if (event.request.method === "GET" && FILES.includes(path)) event.respondWith(fresh(path));
});

// The house's own, or else the one that was kept.
async function fresh(path) {
  const cache = await caches.open(KEPT);
  try {
    const answer = await fetch(path, { signal: AbortSignal.timeout(4000) });
    if (answer.ok) {
      await cache.put(path, answer.clone());
      return answer;
    }
  } catch {
    // The network is away.
  }
  return (await cache.match(path)) ?? Response.error();
}

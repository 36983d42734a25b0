// The inspector's page without a network: the network first, what was kept last where there is none.
// Only the page and its files are kept here. Forms and photos are in the page's own store.
const KEPT = "qamtu-inspect-1";
const PAGE = new URL("./", self.location).pathname;
const FILES = ["qamtu.css", "htmx.min.js", "inspect.js", "inspect-store.js", "icon.svg"].map(
  (name) => `/static/qamtu/${name}`);
const PATIENCE = 6000; // milliseconds for a network that answers with nothing

self.addEventListener("install", (event) => event.waitUntil((async () => {
  const kept = await caches.open(KEPT);
  await Promise.all([PAGE, ...FILES].map((address) => keep(kept, address)));
  await self.skipWaiting();
})()));

self.addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) {
    if (name.startsWith("qamtu-inspect-") && name !== KEPT) await caches.delete(name);
  }
  await self.clients.claim();
})()));

async function keep(kept, address) {
  const answer = await fetch(address, { cache: "no-cache" });
  // A page that leads to signing in is not the page.
  if (!answer.ok || answer.redirected) throw new Error(address);
  await kept.put(address, answer);
}

self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== self.location.origin) return;
  const isPage = event.request.mode === "navigate" && address.pathname === PAGE;
  if (!isPage && !FILES.includes(address.pathname)) return;
  event.respondWith(networkFirst(event.request, isPage ? PAGE : address.pathname));
});

async function networkFirst(request, address) {
  const kept = await caches.open(KEPT);
  try {
    const answer = await withPatience(fetch(request));
    if (answer.status >= 500) throw new Error(String(answer.status));
    if (answer.ok && !answer.redirected && answer.type === "basic") {
      await kept.put(address, answer.clone());
    }
    return answer;
  } catch (problem) {
    const last = await kept.match(address);
    if (last) return last;
    throw problem;
  }
}

function withPatience(answer) {
  return Promise.race([
    answer,
    new Promise((_resolve, reject) => setTimeout(() => reject(new Error("slow")), PATIENCE)),
  ]);
}

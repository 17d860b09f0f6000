/**
 * The service worker, `/sw.js`. A page always comes from the network; only if that fails, from what this device keeps.
 * It has no list of stories: it keeps what the reader opens or saves.
 */
import { asShown } from './documents.ts';
import { Keeper } from './keeper.ts';
import { cacheName, emptied, isKeepable, isStory, offlineAddress, unsaved, without } from './kept.ts';
import type { Reply, Wish } from './messages.ts';
import { type Fetching, scope } from './scope.ts';
import { addressOf, isTakenBack, leftAlone, touchOf } from './touching.ts';
import { instantWords, noteOf } from './words.ts';

const keeper = new Keeper();
const savesData = () => scope.navigator.connection?.saveData === true;

scope.addEventListener('install', (event) => {
  // It answers only where the network doesn't: there is nothing to wait for.
  event.waitUntil(Promise.all([keeper.keepShell(), scope.skipWaiting(), leaveAlone()]));

  async function leaveAlone(): Promise<void> {
    const rules = leftAlone.map((urlPattern) => ({ condition: { urlPattern }, source: 'network' as const }));
    await event.addRoutes?.(rules).catch(() => {});
  }
});

scope.addEventListener('activate', (event) => {
  event.waitUntil(
    Promise.all([
      // The request is under way while the worker wakes up.
      scope.registration.navigationPreload?.enable(),
      scope.clients.claim(),
      caches
        .keys()
        .then((names) => names.filter((name) => name !== cacheName).map((name) => caches.delete(name))),
    ]),
  );
});

scope.addEventListener('fetch', (event) => {
  const touch = touchOf(event.request, scope.location.origin);
  if (touch === 'page') event.respondWith(pageFor(event));
  if (touch === 'file') event.respondWith(fileFor(event.request));
  if (touch === 'elsewhere') event.respondWith(fromNetwork(event));
});

const fromNetwork = async ({ preloadResponse, request }: Fetching) =>
  (await preloadResponse) ?? fetch(request);

async function fileFor(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await keeper.file(new URL(request.url).pathname);
    if (kept) return kept;
    throw error;
  }
}

async function pageFor(event: Fetching): Promise<Response> {
  const address = addressOf(event.request.url);
  try {
    const answer = await fromNetwork(event);
    event.waitUntil(afterAnswer(address, answer.status));
    return answer;
  } catch (error) {
    // A page fetched ahead would still be shown when the network is back.
    if (event.request.headers.has('sec-purpose')) throw error;
    event.waitUntil(keeper.change((keeping) => ({ ...keeping, wasOffline: true })));
    const kept = await keptPage(address);
    if (kept) return kept;
    throw error;
  }
}

async function afterAnswer(address: string, status: number): Promise<void> {
  if (isTakenBack(address, status)) await keeper.forget(address);
  if (status < 500) await keeper.look({ savesData: savesData() });
}

/** The page as it is kept, or the one that says so. */
async function keptPage(address: string): Promise<Response | undefined> {
  const own = await keeper.page(address);
  const shown = own ?? (await keeper.page(offlineAddress));
  if (!shown) return undefined;
  const { kept, document } = shown;
  const theme = await scope.cookieStore?.get('theme').then((cookie) => cookie?.value ?? '');
  const note = isKeepable(kept.address)
    ? noteOf(kept.address, instantWords(kept.at), scope.navigator.onLine)
    : undefined;
  return new Response(asShown(await document.text(), { note, theme }), {
    status: own ? 200 : 503,
    headers: document.headers,
  });
}

scope.addEventListener('message', (event) => {
  const reply = grant(event.data as Wish).then(
    () => 'done' as const,
    (error: Error) => (error.name === 'QuotaExceededError' ? ('full' as const) : ('failed' as const)),
  );
  event.waitUntil(
    reply.then(async (outcome) => {
      const { pages, takenBack } = await keeper.keeping();
      event.ports[0]?.postMessage({ outcome, pages, takenBack } satisfies Reply);
    }),
  );
});

/** Throws if it can't. */
async function grant(wish: Wish): Promise<void> {
  const now = Date.now();
  switch (wish.wish) {
    case 'opened':
      if (isKeepable(wish.address)) await keepWithRoom(wish.address, { opened: now }, wish.pictures);
      return;
    case 'seen':
      return keeper.addPictures(wish.address, wish.pictures);
    case 'save':
      if (!isStory(wish.address) || !(await keepWithRoom(wish.address, { saved: now }, wish.pictures)))
        throw new Error('There is no such story.');
      return;
    case 'unsave':
      return keeper.change((keeping) => unsaved(keeping, wish.address));
    case 'remove':
      return keeper.change((keeping) => without(keeping, wish.address));
    case 'empty':
      return keeper.change(emptied);
    case 'heard':
      return keeper.change((keeping) => ({ ...keeping, takenBack: 0 }));
    case 'look':
      if (!(await keeper.look({ savesData: savesData(), all: true }))) throw new Error('No answer.');
      return;
    case 'list':
  }
}

/** What was only opened makes room for what comes. */
async function keepWithRoom(...page: Parameters<Keeper['keep']>): Promise<boolean> {
  for (;;) {
    try {
      return await keeper.keep(...page);
    } catch (error) {
      if ((error as Error).name !== 'QuotaExceededError' || !(await keeper.makeRoom())) throw error;
    }
  }
}

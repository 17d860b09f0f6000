/** `<page-view address>`: tells this site’s own server that a page is read, how long and how far, unless the reader objects. */
import { depthOf, type Happening, next, unread, waitFor } from './reading.ts';
import { campaignOf, fromWhere, refusal, viewId } from './view.ts';

const door = '/api/audience';
const uses = ['scroll', 'pointermove', 'pointerdown', 'touchmove', 'keydown'];
/** Signs of use that are closer together count once; nor is the page measured more often. */
const usePause = 1000;

/** Where the text ends. One page load is one view, however often the element is put into the page. */
let end: PageView | undefined;
let reading = unread;
let view: object | undefined;
let opened = 0;
let token: string | null | undefined;
let timer: number | undefined;
let lastUse = 0;

export class PageView extends HTMLElement {
  connectedCallback(): void {
    const begun = end;
    end = this;
    if (begun || refusal()) return;
    for (const event of ['visibilitychange', 'prerenderingchange']) document.addEventListener(event, look);
    // Back from the back/forward cache: some browsers say only this.
    addEventListener('pageshow', look);
    addEventListener('pagehide', () => happen('hidden'));
    // Caught on their way down, for what scrolls by itself, and before somebody stops them.
    for (const event of uses) addEventListener(event, use, { passive: true, capture: true });
    look();
  }
}

function look(): void {
  const ahead = (document as { prerendering?: boolean }).prerendering;
  happen(ahead || document.hidden ? 'hidden' : 'shown');
}

function use(): void {
  const now = performance.now();
  if (now - lastUse < usePause) return;
  lastUse = now;
  happen('used');
}

function happen(what: Happening): void {
  const { reading: after, send } = next(reading, what, performance.now(), what === 'shown' ? 0 : depth());
  reading = after;
  clearTimeout(timer);
  const wait = waitFor(after);
  if (wait !== undefined) timer = window.setTimeout(happen, Math.ceil(wait), 'due');
  if (!send || refusal()) return;
  if (send === 'view') void open();
  else {
    const engaged = Math.floor(after.engaged / 1000);
    const body = JSON.stringify({ token, engaged, depth: after.depth, left: send === 'left' || undefined });
    if (!navigator.sendBeacon?.(door, body)) void post(body);
  }
}

/** Measured when something has happened already, and not while the page is being put together. */
function depth(): number {
  const top = end?.getBoundingClientRect().top ?? 0;
  return depthOf(top + scrollY, innerHeight + scrollY);
}

async function open(): Promise<void> {
  const now = performance.now();
  if (!view) {
    opened = now;
    view = {
      view: end?.getAttribute('address'),
      id: viewId(Date.now(), crypto.getRandomValues(new Uint32Array(2))),
      from: fromWhere(document.referrer, location.origin),
      campaign: campaignOf(location.search),
      width: innerWidth,
    };
  }
  const ago = Math.floor((now - opened) / 1000) || undefined;
  const answer = await post(JSON.stringify({ ...view, ago }));
  token = answer?.headers.get('audience-token');
  if (token) happen('taken');
  else if (!answer || answer.status === 503 || answer.status === 429) happen('busy');
}

/** As text/plain, and to its end though the page be left. */
function post(body: string): Promise<Response | undefined> {
  return fetch(door, { method: 'POST', body, keepalive: true, priority: 'low' }).catch(() => undefined);
}

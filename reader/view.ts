/** What a page says of itself when it is opened, and whether it says anything. */

/** What the server takes; 2 KB in all. */
const longestFrom = 300;
const longestPart = 60;

/** A number for one view: 18 bits of seconds, so that later is mostly larger, and 35 of chance from two 32-bit words. */
export function viewId(now: number, [high = 0, low = 0]: Uint32Array): number {
  return (Math.floor(now / 1000) % 2 ** 18) * 2 ** 35 + (high % 8) * 2 ** 32 + low;
}

/** Of a page elsewhere its host and never its path; of a page here its path. */
export function fromWhere(referrer: string, origin: string): string {
  if (!URL.canParse(referrer)) return '';
  const url = new URL(referrer);
  return (url.origin === origin ? url.pathname : url.host).slice(0, longestFrom);
}

/** The campaign that the link named, only the parts that are there. Cut in UTF-16 units, as the server counts, and through no character. */
export function campaignOf(search: string): Record<string, string> {
  const given = new URLSearchParams(search);
  const parts = ['source', 'medium', 'name'].flatMap((part) => {
    const value = given.get(`utm_${part === 'name' ? 'campaign' : part}`);
    return value ? [[part, value.slice(0, longestPart).replace(/[\ud800-\udbff]$/, '')]] : [];
  });
  return Object.fromEntries(parts);
}

/** Why nothing is sent: the browser asks for it (Global Privacy Control), or the reader chose so here. */
export function refusalIn(cookies: string, globalPrivacyControl: unknown): 'browser' | 'choice' | undefined {
  if (globalPrivacyControl) return 'browser';
  return /(?:^|;\s*)audience=off(?:;|$)/.test(cookies) ? 'choice' : undefined;
}

/** The same for this browser, now: the choice may have been made in another window since. */
export function refusal(): ReturnType<typeof refusalIn> {
  const { globalPrivacyControl } = navigator as { globalPrivacyControl?: unknown };
  return refusalIn(document.cookie, globalPrivacyControl);
}

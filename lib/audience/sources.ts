/** Where a reader came from, by what kind of place and under which name, and by which campaign and on how wide a screen. */
import { apps, countries, inCountries, type Places, search, social } from './places.ts';

export type Source = Readonly<{
  kind: 'direct' | 'internal' | 'search' | 'social' | 'site';
  name: string;
}>;

const pairs = (places: Places) =>
  Object.entries(places).flatMap(([name, hosts]) => hosts.split(' ').map((host) => [host, name] as const));
const known = new Map<string, Source>([
  ...pairs(search).map(([host, name]) => [host, { kind: 'search', name }] as const),
  ...pairs(social).map(([host, name]) => [host, { kind: 'social', name }] as const),
]);
const hostOfApp = new Map(pairs(apps));

const direct: Source = { kind: 'direct', name: 'Direct' };
const internal: Source = { kind: 'internal', name: 'Internal' };
const longestName = 60;
/** Names that never leave a house (RFC 6761, RFC 6762, RFC 8375 and habit). */
const indoors =
  /\.(?:localhost|local|localdomain|internal|intranet|lan|home|corp|private|invalid|test|arpa)$/;
/** RFC 1035 and 5890: labels of 1 to 63 letters, digits and inner hyphens; the last one has letters alone or is punycode. */
const publicHost = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,58}[a-z0-9])$/;

/** The source that a reader's browser names: nothing, a path of this site, or a host. Never throws. */
export function sourceOf(from: string, siteHosts: readonly string[]): Source {
  if (from.startsWith('/')) return internal;
  if (from === '' || from.length > 300) return direct;
  const named = normal(from.replace(/^android-app:\/\/([^/]*).*$/is, '$1'));
  const host = hostOfApp.get(named) ?? named;
  const bare = withoutPrefix(host);
  if (siteHosts.some((own) => withoutPrefix(normal(own)) === bare)) return internal;
  // Of an app that is not known there is no telling what it is.
  const isApp = from.startsWith('android-app:') || /^com\.[^.]+\./.test(host);
  if (!publicHost.test(host) || host.length > 253 || indoors.test(host) || (isApp && host === named))
    return direct;
  return knownSource(host) ?? knownSource(bare) ?? siteOf(bare);
}

const normal = (host: string) => host.toLowerCase().replace(/\.?(?::\d{1,5})?$/, '');

/** `www.`, `m.` and `amp.` say how a site is read, not which it is; what is left keeps a dot. */
const withoutPrefix = (host: string) => host.replace(/^(?:(?:www|m|amp)\.)+(?=[^.]+\.)/, '');

function knownSource(host: string): Source | undefined {
  const engine = countries.exec(host)?.[1];
  if (engine) return { kind: 'search', name: inCountries[engine] as string };
  const exact = known.get(host);
  if (exact) return exact;
  for (let rest = host; rest.includes('.'); rest = rest.slice(rest.indexOf('.') + 1)) {
    const above = known.get(`.${rest}`);
    if (above) return above;
  }
  return undefined;
}

/** Of a long host its last labels. */
function siteOf(host: string): Source {
  const labels = host.split('.');
  while (labels.length > 1 && labels.join('.').length > longestName) labels.shift();
  return labels.length > 1 ? { kind: 'site', name: labels.join('.') } : direct;
}

const longestPart = 40;

/** The campaign that a link named, as one line: `source / medium / name`, of those that say something. */
export function campaignOf(
  campaign: Readonly<{ source?: string; medium?: string; name?: string }> | undefined,
): string | undefined {
  const parts = [campaign?.source, campaign?.medium, campaign?.name].map((part) => clean(part ?? ''));
  return parts.filter(Boolean).join(' / ') || undefined;
}

/** Letters, digits, spaces and ` . _ - `; empty without a letter or digit. Marks belong to letters in many scripts. */
function clean(part: string): string {
  const kept = part
    .slice(0, 1000)
    .normalize('NFC')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/[^\p{L}\p{M}\p{Nd} ._-]/gu, '')
    .replace(/ +/g, ' ')
    .trim()
    // Marks stand in their order only once what stood between them is gone.
    .normalize('NFC');
  const cut = [...kept].slice(0, longestPart).join('').trim();
  return /[\p{L}\p{Nd}]/u.test(cut) ? cut : '';
}

/** The kind of device, by the width of its viewport in CSS pixels. */
export function deviceOf(width: number | undefined): 'phone' | 'tablet' | 'desktop' | 'unknown' {
  if (width === undefined || !(width > 0 && width < Number.POSITIVE_INFINITY)) return 'unknown';
  if (width < 600) return 'phone';
  return width < 1024 ? 'tablet' : 'desktop';
}

/** The newsroom's own pages on networks, and the addresses by which networks take a shared link. */
import type { Author, Network, Site } from '#lib/edition/model.ts';
import { isLoopback } from '#lib/settings/settings.ts';

const names: Record<Network, string> = {
  facebook: 'Facebook',
  x: 'X',
  mastodon: 'Mastodon',
  bluesky: 'Bluesky',
  linkedin: 'LinkedIn',
  weibo: 'Weibo',
  youtube: 'YouTube',
  instagram: 'Instagram',
  telegram: 'Telegram',
};

/** The networks on which the newsroom has a page, in the order of `site.yml`. */
export function networkNames(
  site: Pick<Site, 'networks'>,
): { network: Network; name: string; href: string }[] {
  return Object.entries(site.networks).map(([network, href]) => ({
    network: network as Network,
    name: names[network as Network],
    href,
  }));
}

/** Where an author can be found elsewhere: a page, an account in the fediverse. */
export function authorAddresses({ url, fediverse }: Author): { name: string; href: string }[] {
  const [, account, server] = /^@([^@]+)@(.+)$/.exec(fediverse ?? '') ?? [];
  return [
    ...(url === undefined ? [] : [{ name: new URL(url).host.replace(/^www\./, ''), href: url }]),
    ...(fediverse && account ? [{ name: fediverse, href: `https://${server}/@${account}` }] : []),
  ];
}

/**
 * Where a reader tells Google to prefer a newspaper in search (developers.google.com/search/docs/appearance/
 * preferred-sources); nothing on this machine, which Google doesn't know.
 */
export function preferredSourceAddress(siteUrl: string): string | undefined {
  const host = encodeURIComponent(new URL(siteUrl).host);
  return isLoopback(siteUrl) ? undefined : `https://google.com/preferences/source?q=${host}`;
}

/** Plain links that open a network's own share page; nothing is asked of it before the reader follows one. */
export function shareAddresses(url: string, title: string): { name: string; href: string }[] {
  const link = encodeURIComponent(url);
  const text = encodeURIComponent(title);
  return [
    { name: 'Facebook', href: `https://www.facebook.com/sharer/sharer.php?u=${link}` },
    { name: 'X', href: `https://x.com/intent/post?url=${link}&text=${text}` },
    { name: 'WhatsApp', href: `https://wa.me/?text=${text}%20${link}` },
    { name: 'Email', href: `mailto:?subject=${text}&body=${link}` },
  ];
}

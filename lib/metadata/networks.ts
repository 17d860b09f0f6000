/** The newsroom's own pages on networks, and the addresses by which networks take a shared link. */
import type { Network, Site } from '#lib/edition/model.ts';

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

/** Follows every link, picture and file of both portals from their fronts: all of it is there, anchors too. */
import { expect, test } from '@playwright/test';
import { type DefaultTreeAdapterMap, parse } from 'parse5';
import { difficult, real } from './support/sites.ts';

/** Of the difficult content. The first who asks for a picture waits a third of a second until its forms are drawn. */
const picturesAsked = 20;

type Node = DefaultTreeAdapterMap['node'];
type Read = { links: string[]; files: string[]; ids: Set<string> };

function read(html: string): Read {
  const found: Read = { links: [], files: [], ids: new Set() };
  const visit = (node: Node) => {
    if ('attrs' in node) {
      for (const { name, value } of node.attrs) {
        if (name === 'id') found.ids.add(value);
        if (name === 'href') (node.tagName === 'a' ? found.links : found.files).push(value);
        if (name === 'src') found.files.push(value);
        if (name === 'srcset')
          found.files.push(...value.split(',').map((part) => part.trim().split(' ')[0] ?? ''));
        if (name === 'content' && /^https?:.*\.jpg$/.test(value)) found.files.push(value);
      }
    }
    if ('childNodes' in node) for (const child of node.childNodes) visit(child);
  };
  visit(parse(html));
  return found;
}

for (const site of [real, difficult]) {
  const name = `every internal link and file of ${site === real ? 'our own' : 'the difficult'} content resolves`;
  test(name, { tag: site === real ? [] : '@long' }, async () => {
    test.setTimeout(180_000);
    const pages = new Map<string, Read>();
    const files = new Set<string>();
    const anchors: { from: string; page: string; id: string }[] = [];
    const queue = ['/', '/feed.xml', '/sitemap.xml'].map((address) => ({ from: 'the start', address }));
    for (const { from, address } of queue) {
      if (pages.has(address)) continue;
      const answer = await fetch(site.origin + address);
      expect(answer.status, `${address}, linked from ${from}`).toBe(200);
      const isPage = answer.headers.get('content-type')?.startsWith('text/html');
      const text = await answer.text();
      const page = isPage ? read(text) : { links: [], files: [], ids: new Set<string>() };
      pages.set(address, page);
      const listed = [...text.matchAll(/<(?:loc|link)>([^<]+)<\//g)].map(([, link]) => link ?? '');
      for (const link of isPage ? page.links : listed) {
        const url = new URL(link, site.origin + address);
        if (url.origin !== site.origin) continue;
        queue.push({ from: address, address: url.pathname });
        if (url.hash)
          anchors.push({ from: address, page: url.pathname, id: decodeURIComponent(url.hash.slice(1)) });
      }
      for (const file of page.files) {
        const url = new URL(file, site.origin);
        if (url.origin === site.origin && !pages.has(url.pathname)) files.add(url.pathname + url.search);
      }
    }
    for (const { from, page, id } of anchors)
      expect(pages.get(page)?.ids.has(id), `${page}#${id}, linked from ${from}`).toBe(true);
    const pictures = new Set<string>();
    for (const file of files) {
      const [, picture] = /^\/media\/(\w+)\//.exec(file) ?? [];
      if (picture) {
        pictures.add(picture);
        if (site === difficult && pictures.size > picturesAsked) continue;
      }
      // Whether a card is there takes no drawing of it; cards.spec.ts has them drawn.
      const isCard = file.startsWith('/api/og/');
      const answer = await fetch(site.origin + file, { method: isCard ? 'HEAD' : 'GET' });
      expect(answer.status, file).toBe(200);
      if (!isCard) expect((await answer.arrayBuffer()).byteLength, file).toBeGreaterThan(0);
    }
    expect(pages.size).toBeGreaterThan(40);
    expect(files.size).toBeGreaterThan(40);
  });
}

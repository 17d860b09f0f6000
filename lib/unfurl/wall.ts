/** How a page looks in each client, light and dark, as a piece of HTML with its pictures in it. */
import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import { type Preview, shown } from './unfurl.ts';

/** One section: the page's address, then one preview a client in both themes. */
export async function wallOf(address: string, previews: readonly Preview[]): Promise<string> {
  const pictures = await Promise.all(previews.map(shown));
  const cards = previews.map((preview, index) => card(preview, pictures[index]));
  return toHtml(h('section', [h('h1', address), h('div.theme.light', cards), h('div.theme.dark', cards)]));
}

function card({ client, title, description, picture, losses }: Preview, bytes: Buffer | undefined) {
  const { thumb, ratio } = client.shape;
  return h('article', [
    h('h2', client.name),
    h(thumb ? 'div.link.thumb' : 'div.link', [
      bytes &&
        h('img', {
          src: `data:image/jpeg;base64,${bytes.toString('base64')}`,
          alt: picture?.address.split('/').at(-1) ?? '',
          width: thumb ? 100 : 300,
          height: Math.round((thumb ? 100 : 300) / ratio),
        }),
      h('div', [
        client.shows.title ? h('b', title ?? '') : null,
        client.shows.description ? h('p', description ?? '') : null,
        h('small', picture ? new URL(picture.address).host : ''),
      ]),
    ]),
    ...losses.map((loss) => h('p.loss', loss)),
  ]);
}

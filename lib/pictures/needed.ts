/** Which renditions an edition's pages ask for. */
import type { Element, Nodes } from 'hast';
import type { Picture } from '#lib/edition/model.ts';
import type { Edition } from '#lib/edition/open.ts';
import { type Rendition, rendition } from './renditions.ts';

/** A `Figure` in a body, as the content check left it. */
export type BodyFigure = Picture & Readonly<{ focusX: number; focusY: number }>;

/** Every rendition of some stories and of all pages once: leads in full and as teasers, and the figures in bodies. */
export function renditionsOf(edition: Edition, stories = edition.stories): Rendition[] {
  const found = new Map<string, Rendition>();
  const add = (each: Rendition) => found.set(`${each.hash} ${each.widths}`, each);
  for (const { slug, lead } of stories) {
    if (lead) {
      add(rendition(lead.picture, lead.focus, 'lead'));
      add(rendition(lead.picture, lead.focus, 'teaser'));
    }
    for (const figure of figuresIn(edition.story(slug)?.body.tree)) add(bodyRendition(figure));
  }
  for (const page of edition.pages)
    for (const figure of figuresIn(page.body.tree)) add(bodyRendition(figure));
  return [...found.values()];
}

export function bodyRendition({ focusX, focusY, ...picture }: BodyFigure): Rendition {
  const { hash, width, height, format, file } = picture;
  return rendition({ hash, width, height, format, file }, { x: focusX, y: focusY }, 'body');
}

function figuresIn(node: Nodes | undefined): BodyFigure[] {
  if (!node) return [];
  if (node.type === 'element' && node.tagName === 'Figure')
    return [(node as Element).properties as unknown as BodyFigure];
  return 'children' in node ? node.children.flatMap(figuresIn) : [];
}

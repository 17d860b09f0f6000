/** Which renditions an edition's pages ask for. */
import { type BodyFigure, figuresIn } from '#lib/edition/figures.ts';
import type { Edition } from '#lib/edition/open.ts';
import { type Rendition, rendition } from './renditions.ts';

/** Every rendition of some stories and of all pages once: leads in full and as teasers, and the figures in bodies. */
export function renditionsOf(edition: Edition, stories = edition.stories): Rendition[] {
  const found = new Map<string, Rendition>();
  const add = (each: Rendition) => found.set(`${each.hash} ${each.widths}`, each);
  for (const { figures = [], lead } of stories) {
    if (lead) {
      add(rendition(lead.picture, lead.focus, 'lead'));
      add(rendition(lead.picture, lead.focus, 'teaser'));
    }
    for (const figure of figures) add(bodyRendition(figure));
  }
  for (const page of edition.pages)
    for (const figure of figuresIn(page.body.tree)) add(bodyRendition(figure));
  return [...found.values()];
}

export function bodyRendition({ focusX, focusY, ...picture }: BodyFigure): Rendition {
  const { hash, width, height, format, file } = picture;
  return rendition({ hash, width, height, format, file }, { x: focusX, y: focusY }, 'body');
}

/** Which renditions an edition's pages ask for. */
import { type BodyFigure, figuresIn } from '#lib/edition/figures.ts';
import type { Edition, IndexedStory } from '#lib/edition/open.ts';
import { type Rendition, rendition } from './renditions.ts';

/** Every rendition of some stories and of all pages once: leads in full and as teasers, and the figures in bodies. */
export function renditionsOf(edition: Edition, stories = edition.stories): Rendition[] {
  const found = new Map<string, Rendition>();
  const add = (each: Rendition) => found.set(`${each.hash} ${each.widths}`, each);
  for (const story of stories) for (const each of storyRenditions(story)) add(each);
  for (const page of edition.pages)
    for (const figure of figuresIn(page.body.tree)) add(bodyRendition(figure));
  return [...found.values()];
}

/** Of a story's lead, in full and as a teaser, and of the figures in its body. */
export function storyRenditions({ lead, figures = [] }: Pick<IndexedStory, 'lead' | 'figures'>): Rendition[] {
  const ofLead = lead
    ? (['lead', 'teaser'] as const).map((use) => rendition(lead.picture, lead.focus, use))
    : [];
  return [...ofLead, ...figures.map(bodyRendition)];
}

export function bodyRendition({ focusX, focusY, ...picture }: BodyFigure): Rendition {
  const { hash, width, height, format, file } = picture;
  return rendition({ hash, width, height, format, file }, { x: focusX, y: focusY }, 'body');
}

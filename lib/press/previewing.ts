/** A story as it is saved, as it will look: for the one who was sent a link to it. No edition is touched. */
import type { ContentFolder } from '#lib/content/check.ts';
import { choose } from '#lib/edition/choose.ts';
import { keepContent } from '#lib/edition/keep.ts';
import { openContent, pointContent, preparedContent } from '#lib/edition/open.ts';
import { asIfPublic } from '#lib/edition/visibility.ts';
import type { Settings } from '#lib/settings/settings.ts';
import { toDocument } from './document.ts';
import { pictureAt, withPicturesUnder } from './pictures.ts';
import type { PreviewPage, PreviewPicture } from './preview.ts';
import type { Renderer } from './renderer.ts';

export type PreviewWish = Readonly<{
  slug: string;
  /** When the link stops working, in milliseconds since 1970. */
  until: number;
  /** Where the page stands. */
  address: string;
}>;

/** Nothing if there is no such story, or none that can be shown. */
export async function previewOf(
  { dataDir }: Settings,
  folder: ContentFolder,
  renderer: Renderer,
  { slug, until, address }: PreviewWish,
): Promise<PreviewPage | undefined> {
  const at = Date.now();
  const { content } = await folder.check({ at, tolerant: true });
  const story = content?.stories.find((each) => each.slug === slug);
  if (!content || !story) return undefined;
  const stories = content.stories.map((each) => (each === story ? asIfPublic(each, at) : each));
  const more = { preview: { slug, until: new Date(until).toISOString() } };
  const name = keepContent(dataDir, choose({ ...content, stories }, at), more);
  const before = preparedContent(dataDir);
  pointContent(dataDir, name);
  try {
    const page = await renderer.render(`/articles/${slug}`);
    const { scripts } = await renderer.code();
    const html = toDocument(page.body.toString('utf8'), scripts.replacements);
    return { html: withPicturesUnder(address, html, openContent(dataDir, name), slug) };
  } finally {
    if (before !== undefined) pointContent(dataDir, before);
  }
}

/** A picture of a story as it is saved. */
export async function previewPictureOf(
  settings: Settings,
  folder: ContentFolder,
  slug: string,
  address: string,
): Promise<PreviewPicture | undefined> {
  const { content } = await folder.check({ tolerant: true });
  const story = content?.stories.find((each) => each.slug === slug);
  return story && pictureAt(story, address, settings);
}

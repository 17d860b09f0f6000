/** What a writer sees while writing: everything that can be read, public or not, with the problems named. */
import { checkContent } from '#lib/content/check.ts';
import { ContentProblems } from '#lib/content/problem.ts';
import { choose } from '#lib/edition/choose.ts';
import { keepContent } from '#lib/edition/keep.ts';
import { type Proof, pointContent } from '#lib/edition/open.ts';
import { asIfPublic, visibility } from '#lib/edition/visibility.ts';
import { HistoryDesk } from '#lib/history/histories.ts';
import type { Settings } from '#lib/settings/settings.ts';

/**
 * Keeps the content for `next dev` to render from, in a data folder that no edition is made from.
 * Throws ContentProblems if not even the site can be read.
 */
export async function prepareProof({ contentDir, dataDir }: Settings, at: number): Promise<Proof> {
  const { content, problems } = await checkContent({ contentDir, dataDir, at, tolerant: true });
  if (!content) throw new ContentProblems(problems);
  const hidden = content.stories.filter((story) => visibility(story, at) === 'hidden');
  const proof = { problems, unpublished: hidden.map(({ slug }) => slug) };
  const stories = content.stories.map((story) => (hidden.includes(story) ? asIfPublic(story, at) : story));
  const chosen = choose({ ...content, stories }, at);
  const histories = await new HistoryDesk({ contentDir, dataDir }).read(chosen.content.stories, at);
  pointContent(dataDir, keepContent(dataDir, chosen, { proof }, histories));
  return proof;
}

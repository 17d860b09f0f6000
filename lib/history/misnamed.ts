/** Problems with redactions: they name a version, and there is none. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readFrontMatter } from '#lib/content/front-matter.ts';
import { decode, split } from '#lib/content/source.ts';
import type { Content, Problem } from '#lib/edition/model.ts';
import { visibility } from '#lib/edition/visibility.ts';
import { type Histories, HistoryDesk, type Misnamed } from './histories.ts';

export const misnamedIn = ({ misnamed }: Pick<Histories, 'misnamed'>, contentDir: string): Problem[] =>
  misnamed.map((each) => problemOf(each, path.join(contentDir, each.story.file)));

/** The same without an edition, of all stories that the public can see at an instant (milliseconds since 1970). */
export async function misnamedRedactions(
  { stories }: Content,
  place: Readonly<{ contentDir: string; dataDir: string }>,
  at: number,
): Promise<Problem[]> {
  const redacted = stories.filter((story) => story.redactions && visibility(story, at) === 'public');
  if (redacted.length === 0) return [];
  return misnamedIn(await new HistoryDesk(place).read(redacted, at), place.contentDir);
}

function problemOf({ story, number, versions }: Misnamed, file: string): Problem {
  const field = `redactions.${number}`;
  const { at, commit } = story.redactions?.[number] ?? {};
  const relative = path.relative(process.cwd(), file);
  return {
    file: relative.startsWith('..') ? file : relative,
    ...(placeIn(file, field) ?? { line: 1, column: 1 }),
    field,
    what: `no earlier version of this story is of ${commit ?? at}`,
    mend:
      versions.length > 0
        ? `earlier versions are of ${versions.join(', ')}`
        : 'leave it out: there is no earlier version that readers could see',
  };
}

function placeIn(file: string, field: string) {
  try {
    const source = split(decode(readFileSync(file)).text);
    return 'what' in source
      ? undefined
      : readFrontMatter('Story', source.yaml, source.yamlLine).positions[field];
  } catch {
    return undefined; // It is being saved.
  }
}

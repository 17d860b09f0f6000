/** Withdraws a story and gives it back: fields of its front matter, and links that would lead to nothing. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Change } from './changes.ts';
import { fieldsOf, NotEditable, setField, textOf, unsetField } from './fields.ts';
import { Unclear, withoutLinks } from './mentions.ts';
import { type Desk, fieldsOfStory, guarded, readStory, type StoryFile } from './stories.ts';

export type Takedown = Readonly<{
  reason: string;
  legal: boolean;
  /** The instant, with the newsroom's offset. */
  at: string;
}>;

export type Planned = Readonly<{
  changes: Change[];
  /** What a person has to do, because no command should. */
  left: string[];
}>;

/** Why the story can't be withdrawn, or nothing. */
export function noTakedown(desk: Desk, story: StoryFile): string | undefined {
  const { status } = fieldsOfStory(desk, story);
  if (status === 'withdrawn') return 'The story is withdrawn already.';
  if (status === 'draft') return 'The story is a draft: nobody has seen it.';
  return undefined;
}

/** Why the story can't be restored, or nothing. */
export function noRestoring(desk: Desk, story: StoryFile): string | undefined {
  const { status } = fieldsOfStory(desk, story);
  return status === 'withdrawn' ? undefined : `The story is not withdrawn: its status is ${String(status)}.`;
}

/** The story's own change first, then those of texts whose links to it would fail the check: their words stay. */
export function takingDown(desk: Desk, story: StoryFile, { reason, legal, at }: Takedown): Planned {
  const before = readStory(desk, story.file);
  const after = guarded(story.file, () => {
    let text = setField(before, 'status', 'withdrawn');
    for (const name of fields) text = unsetField(text, name);
    if (legal) text = setField(text, 'withdrawnLegal', true, 'status');
    text = setField(text, 'withdrawnAt', at, 'status');
    return setField(text, 'withdrawnReason', reason, 'status');
  });
  const left: string[] = [];
  const others = desk.mentioning.flatMap((file): Change[] => {
    const bytes = readFileSync(path.join(desk.contentDir, file));
    if (file === story.file || !bytes.includes(story.slug)) return [];
    try {
      const text = textOf(bytes);
      const without = isRead(file, text) ? withoutLinks(file, text, story.slug) : text;
      return without === text ? [] : [{ file, before: text, after: without }];
    } catch (error) {
      // A takedown waits for nobody: what stands in its way elsewhere is told.
      if (!(error instanceof NotEditable || error instanceof Unclear)) throw error;
      left.push(`${file}: ${error.message}`);
      return [];
    }
  });
  return { changes: [{ file: story.file, before, after }, ...others], left };
}

/** The story as it was before it was withdrawn. */
export function restoring(desk: Desk, story: StoryFile): Change[] {
  const before = readStory(desk, story.file);
  const after = guarded(story.file, () =>
    fields.reduce((text, name) => unsetField(text, name), setField(before, 'status', 'published')),
  );
  return [{ file: story.file, before, after }];
}

const fields = ['withdrawnReason', 'withdrawnAt', 'withdrawnLegal'] as const;

/** Links in drafts and in withdrawn stories lead nobody anywhere. */
function isRead(file: string, text: string): boolean {
  return !file.startsWith('stories/') || fieldsOf(text).status === 'published';
}

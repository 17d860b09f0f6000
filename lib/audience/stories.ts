/** What the audience knows of the newsroom's stories: when they came, and what was changed since, as marks on the lines. */
import type { Selectable } from 'kysely';
import type { Page } from './events.ts';
import type { MarkKind, PageName } from './shapes.ts';
import { inChunks } from './store/chunks.ts';
import type { Db } from './store/database.ts';
import { type NameOf, readNames } from './store/reports.ts';
import type { Tables } from './store/tables.ts';

/** A story of the edition; instants in seconds since 1970. */
export type KnownStory = Page &
  Readonly<{
    published: number;
    updated?: number;
    corrections: readonly Readonly<{ at: number; right: string }>[];
  }>;

/** Marks older than this are history that nobody watches any more. */
const marksFor = 60 * 86_400;

type Mark = Readonly<{ at: number; page: number; kind: MarkKind; text: string }>;

export class Stories {
  #byKey = new Map<string, KnownStory>();
  #published = new Map<number, number>();

  /** When the story of a page was published. */
  published(page: number): number | undefined {
    return this.#published.get(page);
  }

  /** Pages of all stories, with the second in which each was published. */
  all(): ReadonlyMap<number, number> {
    return this.#published;
  }

  /** Takes over the stories of a new edition, and notes what is new in it. `second` is now. */
  async follow(db: Db, stories: readonly KnownStory[], second: number): Promise<void> {
    const known = await readPages(db, stories);
    await learn(
      db,
      stories.filter(({ key }) => !known.has(key)),
    );
    const marks: Mark[] = [];
    const pages = await readPages(db, stories);
    for (const story of stories) {
      const { key, address, title, published } = story;
      const page = pages.get(key);
      if (!page) throw new Error(`the page ${key} could not be learnt`);
      if (page.title !== title || page.address !== address || page.published !== published)
        await db.updateTable('pages').set({ title, address, published }).where('key', '=', key).execute();
      if (page.title !== title)
        marks.push({ at: second, page: page.id, kind: 'headline', text: `${page.title} → ${title}` });
      marks.push(...marksOf(story, page.id));
    }
    await keepMarks(
      db,
      marks.filter(({ at }) => at >= second - marksFor && at <= second),
    );
    this.#byKey = new Map(stories.map((story) => [story.key, story]));
    this.#published = new Map(stories.map(({ key, published }) => [pages.get(key)?.id ?? 0, published]));
  }

  /** Names of pages: as the edition has them, or as they were when they were last read. */
  names(db: Db): NameOf {
    return async (pages) => {
      const rows = await readNames(db, pages);
      return new Map(
        rows.map(({ id, key, address, title }): [number, PageName] => {
          const published = this.#byKey.get(key)?.published;
          const publishedAt = published === undefined ? undefined : new Date(published * 1000).toISOString();
          return [id, { id, key, address, title, publishedAt }];
        }),
      );
    };
  }
}

function marksOf({ title, published, updated, corrections }: KnownStory, page: number): Mark[] {
  const marks: Mark[] = [{ at: published, page, kind: 'published', text: title }];
  if (updated !== undefined) marks.push({ at: updated, page, kind: 'updated', text: title });
  for (const { at, right } of corrections) marks.push({ at, page, kind: 'corrected', text: right });
  return marks;
}

async function readPages(db: Db, stories: readonly KnownStory[]) {
  const rows: Selectable<Tables['pages']>[] = [];
  await inChunks(stories, async (chunk) => {
    const keys = chunk.map(({ key }) => key);
    rows.push(...(await db.selectFrom('pages').selectAll().where('key', 'in', keys).execute()));
  });
  return new Map(rows.map((row) => [row.key, row]));
}

async function learn(db: Db, stories: readonly KnownStory[]): Promise<void> {
  await inChunks(stories, (chunk) =>
    db
      .insertInto('pages')
      .values(chunk.map(({ key, address, title, published }) => ({ key, address, title, published })))
      .onConflict((conflict) => conflict.column('key').doNothing())
      .execute(),
  );
}

/** Each once; a story that is given another time of publication has been published then, and at no other time. */
async function keepMarks(db: Db, marks: readonly Mark[]): Promise<void> {
  const published = new Map(
    marks.flatMap(({ at, page, kind }) => (kind === 'published' ? [[page, at] as const] : [])),
  );
  await inChunks([...published.keys()], async (chunk) => {
    const rows = await db
      .selectFrom('marks')
      .select(['at', 'page'])
      .where('page', 'in', chunk)
      .where('kind', '=', 'published')
      .execute();
    for (const { at, page } of rows)
      if (at !== published.get(page))
        await db
          .deleteFrom('marks')
          .where('at', '=', at)
          .where('page', '=', page)
          .where('kind', '=', 'published')
          .execute();
  });
  await inChunks(marks, (chunk) =>
    db
      .insertInto('marks')
      .values(chunk)
      .onConflict((conflict) => conflict.columns(['at', 'page', 'kind']).doNothing())
      .execute(),
  );
}

/** What the audience knows of the newsroom's stories: when they came, and what was changed since, as marks on the lines. */
import type { Page } from './events.ts';
import type { MarkKind, PageName } from './shapes.ts';
import type { Db } from './store/database.ts';
import { type NameOf, readNames } from './store/reports.ts';

/** A story of the edition; instants in seconds since 1970. */
export type KnownStory = Page &
  Readonly<{
    published: number;
    updated?: number;
    corrections: readonly Readonly<{ at: number; right: string }>[];
  }>;

/** Marks older than this are history that nobody watches any more. */
const marksFor = 60 * 86_400;

type NewMark = Readonly<{ at: number; page: number; kind: MarkKind; text: string }>;

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
    const ids = new Map<string, number>();
    const marks: NewMark[] = [];
    for (const { key, address, title, published, updated, corrections } of stories) {
      const known = await db.selectFrom('pages').selectAll().where('key', '=', key).executeTakeFirst();
      const page = known?.id ?? (await learn(db, { key, address, title }));
      ids.set(key, page);
      if (known && (known.title !== title || known.address !== address)) {
        await db.updateTable('pages').set({ title, address }).where('key', '=', key).execute();
        if (known.title !== title)
          marks.push({ at: second, page, kind: 'headline', text: `${known.title} → ${title}` });
      }
      marks.push({ at: published, page, kind: 'published', text: title });
      if (updated !== undefined) marks.push({ at: updated, page, kind: 'updated', text: title });
      for (const { at, right } of corrections) marks.push({ at, page, kind: 'corrected', text: right });
    }
    for (const mark of marks) {
      if (mark.at < second - marksFor || mark.at > second) continue;
      await db
        .insertInto('marks')
        .values(mark)
        .onConflict((conflict) => conflict.columns(['at', 'page', 'kind']).doNothing())
        .execute();
    }
    this.#byKey = new Map(stories.map((story) => [story.key, story]));
    this.#published = new Map(stories.map(({ key, published }) => [ids.get(key) ?? 0, published]));
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

async function learn(db: Db, page: Page): Promise<number> {
  await db
    .insertInto('pages')
    .values({ key: page.key, address: page.address, title: page.title })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
  const { id } = await db
    .selectFrom('pages')
    .select('id')
    .where('key', '=', page.key)
    .executeTakeFirstOrThrow();
  return id;
}

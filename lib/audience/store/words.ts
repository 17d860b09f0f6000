/** Numbers for the texts that rows name: pages, sources, devices, countries, robots. */
import { isStoryKey, otherNames, type Page } from '../events.ts';
import type { Db } from './database.ts';

export type Facet = 'source' | 'campaign' | 'device' | 'country' | 'bot' | 'client' | 'refusal';
export type Word = readonly [facet: Facet, text: string];
type KnownPage = Page & Readonly<{ id: number }>;

/** Sites and campaigns come from readers' browsers: so many new ones a day are learnt, the others are counted as one. */
const mostLearnt = 1000;
const other: Partial<Record<Facet, string>> = otherNames;

/** What one transaction found out; it counts for the next only if this one ends well. */
export class Numbers {
  readonly words = new Map<string, number>();
  readonly pages = new Map<string, KnownPage>();
  /** How many of a reader's words were new. */
  learnt = 0;

  /** The number of a text; 0 for none. */
  word(facet: Facet, text: string | undefined): number {
    return text === undefined ? 0 : (this.words.get(`${facet} ${text}`) ?? 0);
  }

  page(page: Page | undefined): number {
    return page ? (this.pages.get(page.key)?.id ?? 0) : 0;
  }
}

export class Words {
  readonly #ids = new Map<string, number>();
  readonly #pages = new Map<string, KnownPage>();
  #learnt = { day: 0, words: 0 };

  constructor(readonly most = mostLearnt) {}

  /** Finds or makes the numbers of some texts and pages, on a day. */
  async find(db: Db, words: Iterable<Word>, pages: Iterable<Page>, day: number): Promise<Numbers> {
    if (this.#learnt.day !== day) this.#learnt = { day, words: 0 };
    const numbers = new Numbers();
    for (const [facet, text] of words) {
      const key = `${facet} ${text}`;
      if (!numbers.words.has(key)) numbers.words.set(key, await this.#word(db, numbers, facet, text));
    }
    for (const page of pages) {
      if (!numbers.pages.has(page.key)) numbers.pages.set(page.key, await this.#page(db, page));
    }
    return numbers;
  }

  /** Remembers what a transaction found out that has ended well. */
  settle({ words, pages, learnt }: Numbers): void {
    this.#learnt.words += learnt;
    for (const [key, id] of words) this.#ids.set(key, id);
    for (const [key, page] of pages) this.#pages.set(key, page);
  }

  async #word(db: Db, numbers: Numbers, facet: Facet, text: string): Promise<number> {
    const known = this.#ids.get(`${facet} ${text}`) ?? (await readWord(db, facet, text));
    if (known !== undefined) return known;
    const rest = other[facet];
    if (rest !== undefined && rest !== text) {
      if (this.#learnt.words + numbers.learnt >= this.most) return this.#word(db, numbers, facet, rest);
      numbers.learnt++;
    }
    await db
      .insertInto('words')
      .values({ facet, text })
      .onConflict((conflict) => conflict.columns(['facet', 'text']).doNothing())
      .execute();
    const id = await readWord(db, facet, text);
    if (id === undefined) throw new Error(`the word ${facet} ${text} could not be learnt`);
    return id;
  }

  async #page(db: Db, page: Page): Promise<KnownPage> {
    const { key, address, title } = page;
    const known = this.#pages.get(key);
    // Of stories the edition tells what has changed (stories.ts): a new headline is a mark, not only a new name.
    const isStory = isStoryKey(key);
    if (known && (isStory || (known.address === address && known.title === title))) return known;
    await db
      .insertInto('pages')
      .values({ key, address, title })
      .onConflict((conflict) =>
        isStory ? conflict.column('key').doNothing() : conflict.column('key').doUpdateSet({ address, title }),
      )
      .execute();
    const { id } = await db.selectFrom('pages').select('id').where('key', '=', key).executeTakeFirstOrThrow();
    return { key, address, title, id };
  }
}

async function readWord(db: Db, facet: Facet, text: string): Promise<number | undefined> {
  const row = await db
    .selectFrom('words')
    .select('id')
    .where('facet', '=', facet)
    .where('text', '=', text)
    .executeTakeFirst();
  return row?.id;
}

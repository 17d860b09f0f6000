/** Stores on an empty database, which is another one for each test. */
import { afterEach } from 'vitest';
import { today } from '../events.test.views.ts';
import { saltRows } from '../salts.ts';
import type { Database } from './database.ts';
import type { Kind, Place } from './store.test.databases.ts';
import { Store } from './store.ts';
import { viewsOf } from './tables.ts';

/** For the tests of a `describe`: what they open is closed after each, and the database dropped. */
export function storesOn(kind: Kind) {
  let place: Place | undefined;
  const open = new Map<Store, Database>();

  async function openStore(instance = 'one', timeZone = 'UTC', keepDays = 30): Promise<Store> {
    place ??= await kind.place();
    const database = await place.open();
    const salts = saltRows(database.db);
    try {
      const store = await Store.open({ database, salts, timeZone, keepDays, instance });
      open.set(store, database);
      return store;
    } catch (error) {
      await database.close();
      throw error;
    }
  }

  async function close(store: Store): Promise<void> {
    await store.close();
    open.delete(store);
  }

  async function reopen(store: Store): Promise<Store> {
    await close(store);
    return openStore();
  }

  /** As if its process had been killed: nothing more is written. */
  async function kill(store: Store): Promise<void> {
    await open.get(store)?.close();
    open.delete(store);
  }

  /** What is opened next is a new database. */
  async function drop(): Promise<void> {
    for (const store of open.keys()) await store.close().catch(() => {});
    open.clear();
    await place?.drop();
    place = undefined;
  }
  afterEach(drop);

  const databaseOf = (store: Store) => {
    const database = open.get(store);
    if (!database) throw new Error('this store is closed');
    return database;
  };
  return { openStore, close, reopen, kill, drop, databaseOf };
}

/** What a day adds up to: of the whole site, unless a page is named. */
export const figuresOf = ({ db }: Store, start = today, page = 0) =>
  db.selectFrom('days').selectAll().where('start', '=', start).where('page', '=', page).executeTakeFirst();

export const viewRows = ({ db }: Store, day = today) => db.selectFrom(viewsOf(day)).selectAll().execute();

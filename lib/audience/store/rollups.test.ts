import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { midnight, noon, page, ping, today, view, yesterday } from '../events.test.views.ts';
import type { AudienceEvent } from '../events.ts';
import { rollupsOf } from './rollups.test.rows.ts';
import { kinds } from './store.test.databases.ts';
import { storesOn } from './store.test.opened.ts';

describe.each(await kinds())('on $name', (kind) => {
  const { openStore, close, drop } = storesOn(kind);

  test('days are the newsroom’s, hours begin at its midnight, in a zone with half hours too', async () => {
    const store = await openStore('one', 'Asia/Kolkata');
    const atMidnight = Date.parse('2026-11-24T18:30:00Z') / 1000;
    await store.record([
      view(1, { at: atMidnight - 1 }),
      view(2, { at: atMidnight }),
      view(3, { at: atMidnight + 3599 }),
    ]);
    const hours = await store.db
      .selectFrom('hours')
      .select(['start', 'views'])
      .where('page', '=', 0)
      .orderBy('start')
      .execute();
    expect(hours).toEqual([
      { start: atMidnight / 60 - 60, views: 1 },
      { start: atMidnight / 60, views: 2 },
    ]);
    const before = await rollupsOf(store.db);
    await store.rebuild(noon);
    expect(await rollupsOf(store.db)).toEqual(before);
  });

  test('a newsroom that moves by half an hour keeps its hours, whichever way, and rebuilding gives the same', async () => {
    const evening = Date.parse('2026-11-24T18:10:00Z') / 1000;
    const moves = ['Asia/Kolkata', 'Asia/Shanghai', 'Asia/Kathmandu', 'Europe/London', 'Asia/Kolkata'];
    for (const [n, zone] of moves.entries()) {
      const store = await openStore('one', zone);
      await store.record(
        Array.from({ length: 8 }, (_, i) => view(10 * n + i + 1, { at: evening + 1500 * i })),
      );
      await close(store);
    }
    const store = await openStore('one', 'Asia/Kolkata');
    const before = await rollupsOf(store.db);
    await store.rebuild(noon);
    expect(await rollupsOf(store.db)).toEqual(before);
  });

  test('whatever comes in whatever batches, the roll-ups are the sum of the views, and rebuilding gives the same', async () => {
    const id = fc.integer({ min: 1, max: 12 });
    const at = fc.integer({ min: -7200, max: 7200 }).map((offset) => midnight + offset);
    const anyView = fc
      .record({
        id,
        at,
        page: fc.constantFrom('one', 'two', 'three').map(page),
        via: fc.option(fc.constantFrom('one', 'two').map(page), { nil: undefined }),
        source: fc.constantFrom('direct:Direct', 'search:Google', 'site:example.org'),
        country: fc.constantFrom('CN', 'DE', undefined),
        campaign: fc.constantFrom('newsletter', undefined),
        bot: fc.constantFrom(undefined, undefined, undefined, 'ai'),
        reader: fc.constantFrom('a', 'b', 'c', undefined),
      })
      .map((more) => view(more.id, more));
    const anyPing = fc
      .record({
        id,
        at,
        day: fc.constantFrom(today, yesterday),
        engaged: fc.nat(200),
        depth: fc.constantFrom(0, 50, 100),
      })
      .map((more) => ping(more.id, more));
    const batch = fc.array(fc.oneof(anyView, anyPing), { minLength: 1, maxLength: 15 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(batch, { minLength: 1, maxLength: 6 }),
        async (batches: AudienceEvent[][]) => {
          const store = await openStore();
          try {
            for (const each of batches) await store.record(each);
            const before = await rollupsOf(store.db);
            await store.rebuild(noon);
            expect(await rollupsOf(store.db)).toEqual(before);
          } finally {
            await close(store);
            await drop();
          }
        },
      ),
      { numRuns: kind.name === 'libsql' ? 60 : 5 },
    );
  });
});

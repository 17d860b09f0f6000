import { mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { contentOf, editionOf, story } from '#lib/edition/edition.test.stories.ts';
import type { Story } from '#lib/edition/model.ts';
import { hashOf } from '#lib/edition/objects.ts';
import type { Edition } from '#lib/edition/open.ts';
import type { CardRequest } from './answer.ts';
import { cardKinds, cardsOf, findCard, otherCards, storyCard } from './card.ts';
import { answerCard } from './serve.ts';
import { keepCard, keptCard, pruneCards } from './store.ts';

let folder: string;
let reported: string[];
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'card-desk-'));
  reported = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

const lead = (bytes: Buffer, hash = hashOf(bytes)): Story['lead'] => {
  writeFileSync(path.join(folder, 'lead.png'), bytes);
  return {
    picture: { file: 'lead.png', hash, width: 1600, height: 900, format: 'png' },
    alt: 'A field',
    credit: 'Desk',
    rights: 'CC BY 4.0',
    focus: { x: 0.5, y: 0.5 },
  };
};
const green = () =>
  sharp({ create: { width: 1600, height: 900, channels: 3, background: '#3a7' } })
    .png()
    .toBuffer();
const withStory = (fields: Partial<Story> = {}) => editionOf(contentOf([story('one', fields)]));

function ask(edition: Edition, address: string, more: Partial<CardRequest> = {}) {
  const [subject = '', id = '', file = ''] = address.split('/').slice(3);
  const report = (line: string) => void reported.push(line);
  return answerCard(
    { edition, contentDir: folder, dataDir: folder, report },
    { method: 'GET', subject, id, file, ...more },
  );
}
const addressOf = (edition: Edition, kind: string) =>
  findCard(edition, 'story', 'id-one', kind)?.address ?? '';

describe('a card’s address', () => {
  test('changes with everything that is on the card, and with nothing else', async () => {
    const bytes = await green();
    const base = withStory({ lead: lead(bytes) });
    const changed = (fields: Partial<Story>, kind = 'title') =>
      addressOf(withStory({ lead: lead(bytes), ...fields }), kind) !== addressOf(base, kind);
    expect(changed({ headline: 'Another' })).toBe(true);
    expect(changed({ headline: 'Another' }, 'picture')).toBe(false);
    expect(changed({ kicker: 'New' }, 'picture')).toBe(true);
    expect(changed({ kicker: 'New' }, 'crop-1x1')).toBe(false);
    expect(changed({ kind: 'opinion' }, 'picture')).toBe(true);
    expect(
      changed({ corrections: [{ at: '2026-11-24T09:00:00Z', wrong: 'a', right: 'b' }] }, 'picture'),
    ).toBe(true);
    expect(changed({ originallyPublished: '2014-09-12' }, 'picture')).toBe(true);
    expect(changed({ authors: ['amy'] })).toBe(true);
    expect(changed({ lead: lead(bytes, 'other-bytes') }, 'crop-16x9')).toBe(true);
    expect(changed({ standfirst: 'Another', topics: [] })).toBe(false);
    // The id is the story's; its address may change.
    expect(
      addressOf(
        editionOf(
          contentOf([story('renamed', { id: 'id-one', headline: 'Headline of one', lead: lead(bytes) })]),
        ),
        'title',
      ),
    ).toBe(addressOf(base, 'title'));
  });

  test('each card of an edition has one of its own, and a story without a lead has its title alone', async () => {
    const edition = editionOf(contentOf([story('one', { lead: lead(await green()) }), story('two')]));
    const all = [...cardsOf(edition), ...otherCards(edition)];
    expect(new Set(all.map(({ address }) => address)).size).toBe(all.length);
    const kinds = (slug: string) =>
      cardsOf(
        edition,
        edition.stories.filter((each) => each.slug === slug),
      ).map(({ card }) => card.kind);
    expect(kinds('one')).toEqual(cardKinds);
    expect(kinds('two')).toEqual(['title']);
    for (const { address, hash } of all) {
      const [subject = '', id = '', file = ''] = address.split('/').slice(3);
      expect(findCard(edition, subject, id, file.replace(/-[0-9a-f]+\.jpg$/, ''))?.hash).toBe(hash);
    }
  });

  test('labels say what a reader has to know first', () => {
    const labels = (fields: Partial<Story>) => {
      const edition = withStory(fields);
      const [summary] = edition.stories;
      return summary && storyCard(edition, summary, 'title')?.card.labels;
    };
    expect(labels({})).toEqual([]);
    expect(labels({ kind: 'live' })).toEqual(['Live']);
    expect(
      labels({ kind: 'opinion', corrections: [{ at: '2026-11-24T09:00:00Z', wrong: 'a', right: 'b' }] }),
    ).toEqual(['Opinion', 'Corrected']);
    expect(
      labels({ kind: 'live', publishedAt: '2025-11-01T09:00:00Z', newestEntryAt: '2025-11-02T09:00:00Z' }),
    ).toEqual(['From November 2025']);
    expect(labels({ originallyPublished: '2014-09-12' })).toEqual(['From September 2014']);
    // The words are English where we have no others, and then the month is too.
    expect(labels({ lang: 'hi', originallyPublished: '2014-09-12' })).toEqual(['From September 2014']);
    expect(labels({ lang: 'zh-Hans', kind: 'analysis', originallyPublished: '1999-01-31' })).toEqual([
      '分析',
      '1999年1月发表',
    ]);
  });
});

describe('a request for a card', () => {
  test('gets it with its exact length and type, for ever; then from the store', async () => {
    const edition = withStory({ lead: lead(await green()) });
    const address = addressOf(edition, 'picture');
    const first = await ask(edition, address);
    expect(first.status).toBe(200);
    expect(first.headers).toMatchObject({
      'content-type': 'image/jpeg',
      'content-length': String(first.body?.length),
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'cross-origin',
    });
    expect(first.headers.etag).toMatch(/^"[0-9a-f]{24}"$/);
    rmSync(path.join(folder, 'lead.png')); // The store needs no picture.
    expect((await ask(edition, address)).body?.equals(first.body ?? Buffer.alloc(0))).toBe(true);
  });

  test('HEAD and a fresh copy draw nothing', async () => {
    const edition = withStory();
    const address = addressOf(edition, 'title');
    const head = await ask(edition, address, { method: 'HEAD' });
    expect([head.status, head.body, head.headers['content-length']]).toEqual([200, undefined, undefined]);
    // What nobody has drawn yet isn't promised for ever.
    expect(head.headers).not.toHaveProperty('etag');
    expect(head.headers['cache-control']).toBe('public, max-age=300');
    const etag = `"${address.slice(-28, -4)}"`;
    expect(await ask(edition, address, { ifNoneMatch: etag })).toMatchObject({
      status: 304,
      headers: { etag },
    });
    expect(readdirSync(folder)).toEqual([]);
    const { body } = await ask(edition, address);
    expect((await ask(edition, address, { method: 'HEAD' })).headers['content-length']).toBe(
      String(body?.length),
    );
  });

  test('a hash of before gets the card of now, for a short time', async () => {
    const edition = withStory({ lead: lead(await green()) });
    for (const old of ['0'.repeat(24), 'abcdef012345']) {
      const now = await ask(edition, addressOf(edition, 'title'));
      const before = await ask(edition, `/api/og/story/id-one/title-${old}.jpg`);
      expect(before.headers['cache-control']).toBe('public, max-age=300');
      expect(before.body?.equals(now.body ?? Buffer.alloc(0))).toBe(true);
    }
  });

  test('a picture card of a story that has no picture any longer gets its title', async () => {
    const edition = withStory();
    const answer = await ask(edition, `/api/og/story/id-one/picture-${'0'.repeat(24)}.jpg`);
    expect(answer).toMatchObject({ status: 200, headers: { 'cache-control': 'public, max-age=300' } });
  });

  test('what there isn’t is 404; other methods 405', async () => {
    const edition = withStory();
    const hash = '0'.repeat(24);
    for (const address of [
      `/api/og/story/none/title-${hash}.jpg`,
      `/api/og/story/id-one/poster-${hash}.jpg`,
      `/api/og/story/id-one/constructor-${hash}.jpg`,
      `/api/og/section/china/picture-${hash}.jpg`,
      `/api/og/section/none/title-${hash}.jpg`,
      `/api/og/constructor/id-one/title-${hash}.jpg`,
      '/api/og/story/id-one/title.jpg',
      `/api/og/story/id-one/title-${hash}.png`,
    ])
      expect((await ask(edition, address)).status, address).toBe(404);
    expect((await ask(edition, addressOf(edition, 'title'), { method: 'POST' })).status).toBe(405);
  });

  test('a picture that can’t be read: a card without it, for a minute, not kept, reported once with the story’s name', async () => {
    const edition = withStory({ lead: lead(Buffer.from('no picture')) });
    const address = addressOf(edition, 'picture');
    const answer = await ask(edition, address);
    expect(answer).toMatchObject({ status: 200, headers: { 'cache-control': 'public, max-age=60' } });
    expect((await sharp(answer.body).metadata()).format).toBe('jpeg');
    expect((await ask(edition, address)).body?.equals(answer.body ?? Buffer.alloc(0))).toBe(true);
    expect(reported).toHaveLength(1);
    expect(reported[0]).toMatch(/^card picture of one: .*; drawn without picture$/);
    expect(readdirSync(folder)).toEqual(['lead.png']);
    // Another etag than the whole card's, so that nobody keeps this one for it.
    expect(answer.headers.etag).not.toBe(`"${address.slice(-28, -4)}"`);
  });

  test('many at once cost one drawing', async () => {
    const edition = withStory({ lead: lead(Buffer.from('no picture')), headline: 'Asked for by many' });
    const address = addressOf(edition, 'square');
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask(edition, address)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(reported).toHaveLength(1);
  });

  test('many at once are drawn once where the drawing is kept too', async () => {
    const edition = withStory({ headline: 'Kept by the first' });
    const address = addressOf(edition, 'title');
    const file = () => statSync(path.join(folder, 'cards', address.slice(-28, -26), address.slice(-28))).ino;
    await Promise.all(Array.from({ length: 10 }, () => ask(edition, address)));
    const first = file();
    await Promise.all(Array.from({ length: 10 }, () => ask(edition, address)));
    expect(file()).toBe(first);
  });

  test('a store that can’t be written costs the keeping, not the card', async () => {
    writeFileSync(path.join(folder, 'cards'), 'a file where the folder should be');
    const edition = withStory({ headline: 'Not to be kept' });
    const answer = await ask(edition, addressOf(edition, 'title'));
    expect(answer).toMatchObject({
      status: 200,
      headers: { 'cache-control': 'public, max-age=31536000, immutable' },
    });
    expect(reported[0]).toMatch(/^cards can’t be kept in /);
  });

  test('more than can wait get the brand’s card, for a minute, and the rest their own', async () => {
    const stories = Array.from({ length: 130 }, (_, index) => story(`story-${index}`));
    const edition = editionOf(contentOf(stories));
    const asked = cardsOf(edition).map(({ address }) => ask(edition, address));
    const answers = await Promise.all(asked);
    expect(answers.every(({ status, body }) => status === 200 && body && body.length > 1000)).toBe(true);
    const brand = answers.filter(({ headers }) => headers['cache-control'] === 'public, max-age=60');
    const own = answers.filter(({ headers }) => headers['cache-control']?.includes('immutable'));
    expect(brand.length + own.length).toBe(130);
    expect(own.length).toBeGreaterThan(20);
    expect(new Set(own.map(({ body }) => hashOf(body ?? ''))).size).toBe(own.length);
    expect(brand.length).toBeGreaterThanOrEqual(28);
    expect(new Set(brand.map(({ body }) => hashOf(body ?? ''))).size).toBe(1);
    expect(reported.some((line) => /^card title of story-\d+: 100 cards are waiting/.test(line))).toBe(true);
  }, 60_000);
});

describe('old cards', () => {
  const day = 24 * 3600_000;
  const now = Date.now();
  const keep = async (hash: string, daysAgo: number, size = 1000) => {
    keepCard(folder, hash, Buffer.alloc(size));
    const file = path.join(folder, 'cards', hash.slice(0, 2), `${hash}.jpg`);
    utimesSync(file, (now - daysAgo * day) / 1000, (now - daysAgo * day) / 1000);
    return statSync(file).size;
  };
  const left = async (...hashes: string[]) => {
    const found = await Promise.all(hashes.map((hash) => keptCard(folder, hash)));
    return hashes.filter((_, index) => found[index]);
  };

  test('go when they are past their age; current ones never', async () => {
    await keep('aa01', 40);
    await keep('aa02', 2);
    await keep('bb03', 400);
    expect(pruneCards(folder, new Set(['bb03']), now)).toBe(1);
    expect(await left('aa01', 'aa02', 'bb03')).toEqual(['aa02', 'bb03']);
  });

  test('go oldest first when all are too large, current ones never', async () => {
    await keep('aa01', 3);
    await keep('aa02', 2);
    await keep('aa03', 1);
    await keep('bb04', 9, 5000);
    expect(pruneCards(folder, new Set(['bb04']), now, { age: 30 * day, size: 6500 })).toBe(2);
    expect(await left('aa01', 'aa02', 'aa03', 'bb04')).toEqual(['aa03', 'bb04']);
    expect(pruneCards(folder, new Set(['bb04']), now, { age: 30 * day, size: 10 })).toBe(1);
    expect(await left('bb04')).toEqual(['bb04']);
  });

  test('a folder without cards is fine', () => {
    expect(pruneCards(folder, new Set(), now)).toBe(0);
  });
});

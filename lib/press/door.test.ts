import { afterAll, describe, expect, test, vi } from 'vitest';
import { ContentProblems } from '#lib/content/problem.ts';
import type { Answer, Asked } from '#lib/http/asked.ts';
import { PressDoor, passOf, type Told } from './door.ts';
import type { Pressroom } from './pressroom.ts';
import { PreviewDoor, previewAddress } from './preview.ts';

const secret = 'a secret of more than thirty-two characters';
const now = Date.parse('2026-11-25T12:00:00Z');
vi.setSystemTime(now);
afterAll(() => void vi.useRealTimers());

function asked(path: string, more: Partial<Asked> & { text?: string } = {}): Asked {
  const { text = '', ...rest } = more;
  return {
    method: 'POST',
    path,
    query: new URLSearchParams(),
    headers: { authorization: passOf(secret, now) },
    body: async () => Buffer.from(text),
    signal: new AbortController().signal,
    ...rest,
  };
}

async function linesOf({ body }: Answer): Promise<Told[]> {
  const lines: Told[] = [];
  for await (const line of body as AsyncIterable<string>) lines.push(JSON.parse(line));
  return lines;
}

describe('the press', () => {
  const publication = { name: 'abc' } as Awaited<ReturnType<Pressroom['publish']>>;
  const pressroom = {
    publish: vi.fn(async (_how, report?: (line: string) => void) => {
      report?.('Content checked.');
      return publication;
    }),
    rollback: vi.fn(async () => 'abc'),
    status: vi.fn(),
  };
  const door = new PressDoor(pressroom as never, secret);

  test('may be silent for longer than others only for who has a pass', () => {
    expect(door.isSlow(asked('/api/press/publish'))).toBe(true);
    expect(door.isSlow(asked('/api/press/publish', { headers: {} }))).toBe(false);
  });

  test('tells line by line what happens and how it ended', async () => {
    const text = JSON.stringify({ except: ['tides'] });
    const lines = await linesOf(await door.answer(asked('/api/press/publish', { text })));
    expect(lines).toEqual([{ said: 'Content checked.' }, { result: publication }]);
    expect(pressroom.publish.mock.lastCall?.[0]).toEqual({ except: new Set(['tides']), only: undefined });
  });

  test('problems come with their places', async () => {
    const problem = { file: 'a.mdx', line: 1, column: 2, what: 'is empty', mend: 'write it' };
    pressroom.publish.mockRejectedValueOnce(new ContentProblems([problem]));
    const [line] = await linesOf(await door.answer(asked('/api/press/publish')));
    expect(line).toEqual({ trouble: { message: '1 problem in the content', problems: [problem] } });
  });

  test.each([
    ['none', undefined],
    ['another secret’s', passOf(`${secret}!`, now)],
    ['one that has expired', passOf(secret, now - 61_000)],
    ['one with another time', passOf(secret, now - 61_000).replace(/\d+/, String(now + 1000))],
    ['half of one', passOf(secret, now).slice(0, -4)],
    [
      'one for a preview',
      `Bearer ${previewAddress(secret, 'tides', now + 60_000).slice('/preview/'.length)}`,
    ],
  ])('with a pass that isn’t one nobody gets in: %s', async (_, authorization) => {
    pressroom.publish.mockClear();
    const answer = await door.answer(asked('/api/press/publish', { headers: { authorization } }));
    expect(answer.status).toBe(403);
    expect(pressroom.publish).not.toHaveBeenCalled();
  });

  test('what isn’t a wish is refused', async () => {
    for (const text of ['{', '{"except":"tides"}', '{"other":1}'])
      expect((await door.answer(asked('/api/press/publish', { text }))).status, text).toBe(400);
    expect((await door.answer(asked('/api/press/burn'))).status).toBe(404);
    expect((await door.answer(asked('/api/press/publish', { method: 'GET' }))).status).toBe(405);
  });
});

describe('a preview', () => {
  const preview = vi.fn(async ({ slug }: { slug: string }) =>
    slug === 'tides' ? { html: '<p>Tides</p>' } : undefined,
  );
  const previewPicture = vi.fn(async () => undefined);
  const door = new PreviewDoor({ preview, previewPicture }, secret);
  const address = previewAddress(secret, 'tides', now + 3_600_000);
  const get = (path: string) => door.answer(asked(path, { method: 'GET', headers: {} }));

  test('shows the story, for nobody’s cache', async () => {
    const { status, headers, body } = await get(address);
    expect([status, body]).toEqual([200, '<p>Tides</p>']);
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'x-robots-tag': expect.stringContaining('noindex'),
    });
  });

  test('however many ask at once, it is rendered once', async () => {
    preview.mockClear();
    await Promise.all(Array.from({ length: 10 }, () => get(address)));
    expect(preview).toHaveBeenCalledTimes(1);
  });

  test.each([
    ['forged', address.slice(0, -3)],
    ['of another secret', previewAddress(`${secret}!`, 'tides', now + 3_600_000)],
    ['for another story', address.replace('tides', 'moons')],
    ['longer', address.replace(/\.\d+/, '.1999999999')],
    ['that has expired', previewAddress(secret, 'tides', now - 1000)],
    ['to a story that isn’t there', previewAddress(secret, 'comets', now + 3_600_000)],
    ['of the press', `/preview/${passOf(secret, now).replace('Bearer ', '')}`],
    ['to a picture that isn’t the story’s', `${address}/media/abc/640.avif`],
    ['with more behind it', `${address}/more`],
  ])('a link %s leads nowhere', async (_, path) => {
    const { status, headers, body } = await get(path);
    expect([status, headers['cache-control'], body]).toEqual([404, 'no-store', undefined]);
  });
});

/** What is signed for a time, while the clock is set forward and back. Seals hold by the clock as it is at the moment. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openToken, sealToken } from '#lib/audience/token.ts';
import { PressDoor, passOf } from '#lib/press/door.ts';
import { PreviewDoor, previewAddress } from '#lib/press/preview.ts';
import { sealer } from '#lib/settings/secret.ts';
import { admission, visitorOf } from './session.ts';
import { readUsers } from './users.ts';

const secret = 'a-secret-of-thirty-two-characters';
const noon = Date.parse('2026-11-25T12:00:00Z');
const hour = 3_600_000;
const users = readUsers([`amy:${'a'.repeat(22)}:${'b'.repeat(43)}`]);

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: noon }));
afterEach(() => void vi.useRealTimers());

const asked = (path: string, headers: Record<string, string> = {}, method = 'GET') => ({
  method,
  path,
  query: new URLSearchParams(),
  headers,
  body: async () => Buffer.from('{}'),
  signal: new AbortController().signal,
});
const second = () => Math.floor(Date.now() / 1000);

/** Each makes something now, and gives a question: is it still good? */
const signed: Record<string, () => () => unknown> = {
  'a page’s token, for a day'() {
    const tokens = sealer(secret, 'page');
    const token = sealToken(tokens, { id: 1, day: 1, at: second() });
    return () => typeof openToken(tokens, token, second()) === 'object';
  },
  'a session, for twelve hours'() {
    const [amy] = users;
    const sealed = amy && admission(sealer(secret, 'newsroom'), amy, 'staff', second());
    return () => visitorOf(sealer(secret, 'newsroom'), users, sealed, second()) !== undefined;
  },
  'a command’s pass, for a minute'() {
    const authorization = passOf(secret, Date.now());
    const door = new PressDoor({ status: async () => ({}) } as never, secret);
    return async () =>
      (await door.answer(asked('/api/press/status', { authorization }, 'POST'))).status === 200;
  },
  'a preview, for an hour'() {
    const address = previewAddress(secret, 'one', Date.now() + hour);
    const door = new PreviewDoor({ preview: async () => ({ html: '<p>' }) } as never, secret);
    return async () => (await door.answer(asked(address))).status === 200;
  },
};

test.each(Object.entries(signed))(
  '%s: good now and after the clock was set back, not a day and a second later, good again when it is set right',
  async (_, sign) => {
    const isGood = sign();
    const at = async (instant: number) => {
      vi.setSystemTime(instant);
      return isGood();
    };
    expect(await at(noon)).toBe(true);
    for (const back of [1_000, hour, 48 * hour]) expect(await at(noon - back)).toBe(true);
    for (const on of [24 * hour + 1_000, 400 * 24 * hour]) expect(await at(noon + on)).toBe(false);
    expect(await at(noon)).toBe(true);
  },
);

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { manifestOf } from '#lib/edition/manifest.test.blank.ts';
import { goLive } from '#lib/edition/manifest.ts';
import { objectPath, writeObject } from '#lib/edition/objects.ts';
import type { Asked } from '#lib/http/asked.ts';
import { checkCard, checkEdition, DeepCheck } from './deep.ts';
import { HealthDoor } from './door.ts';
import { isReady, type Parts } from './ready.ts';
import { isOperator } from './token.ts';

const token = 'a-token-of-two-and-thirty-letters';
const well: Parts = { edition: 'ok', app: 'ok', audience: 'ok', portal: 'ok' };

test.each<[string, Partial<Parts>, boolean]>([
  ['when all is well', {}, true],
  ['without an edition', { edition: 'missing' }, false],
  ['before the app has ever answered', { app: 'starting' }, false],
  ['while the app is restarted', { app: 'restarting' }, true],
  ['before the store has ever been open', { audience: 'opening' }, false],
  ['while the store is away', { audience: 'away' }, true],
  ['where nothing is counted', { audience: 'off' }, true],
  ['once it stops', { portal: 'stopping' }, false],
])('%s a portal is ready: %o %s', (_, parts, ready) => {
  expect(isReady({ ...well, ...parts })).toBe(ready);
});

test('only the operator’s token opens, whole and as a bearer; without one of ours nothing does', () => {
  expect(isOperator(`Bearer ${token}`, token)).toBe(true);
  for (const wrong of [
    undefined,
    '',
    token,
    `Bearer ${token}x`,
    `Bearer ${token.slice(1)}`,
    'Bearer ',
    `Basic ${token}`,
  ])
    expect(isOperator(wrong, token), wrong).toBe(false);
  expect(isOperator('Bearer undefined', undefined)).toBe(false);
});

const deep = { run: async () => ({ ok: false, parts: {} }) };
const metrics = async () => ({ body: 'up 1', type: 'text/plain' });

async function ask(door: HealthDoor, address: string, authorization?: string, method = 'GET') {
  const asked: Asked = {
    method,
    path: address,
    query: new URLSearchParams(),
    headers: { authorization },
    body: async () => undefined,
    signal: new AbortController().signal,
  };
  return door.owns(address) ? door.answer(asked) : undefined;
}

test('what needs the token isn’t there without one, and says 401 to another', async () => {
  const closed = new HealthDoor({ parts: async () => well, deep, metrics });
  const open = new HealthDoor({ token, parts: async () => well, deep, metrics });
  for (const address of ['/metrics', '/api/health/deep']) {
    expect((await ask(closed, address, `Bearer ${token}`))?.status ?? 404).toBe(404);
    expect((await ask(open, address))?.status).toBe(401);
    expect((await ask(open, address, 'Bearer another'))?.status).toBe(401);
  }
  expect(await ask(open, '/metrics', `Bearer ${token}`)).toMatchObject({ status: 200, body: 'up 1' });
  expect(await ask(open, '/api/health/deep', `Bearer ${token}`)).toMatchObject({ status: 503 });
});

test('live and ready are for everybody; ready names the part that isn’t; nothing is kept by caches', async () => {
  const door = new HealthDoor({ parts: async () => ({ ...well, app: 'starting' }), deep, metrics });
  expect(await ask(door, '/api/health/live')).toMatchObject({
    status: 200,
    headers: { 'cache-control': 'no-store' },
  });
  const answer = await ask(door, '/api/health/ready');
  expect(answer).toMatchObject({ status: 503, headers: { 'cache-control': 'no-store' } });
  expect(JSON.parse(String(answer?.body))).toEqual({ ready: false, parts: { ...well, app: 'starting' } });
  expect(await ask(door, '/api/health/live', undefined, 'POST')).toMatchObject({ status: 405 });
  // The app's own address stays the app's; its card isn't to be reached from outside.
  expect(door.owns('/api/health')).toBe(false);
  expect(await ask(door, '/api/health/card', `Bearer ${token}`)).toMatchObject({ status: 404 });
});

test('the deep check says which part fails and why, and runs once however many ask within a second', async () => {
  let runs = 0;
  const check = new DeepCheck({
    well: async () => {
      runs++;
      await wait(20);
    },
    ill: async () => {
      throw new Error('the disk fails');
    },
  });
  const all = await Promise.all([check.run(), check.run(), check.run()]);
  await check.run();
  expect(runs).toBe(1);
  expect(all[0]).toMatchObject({
    ok: false,
    parts: { well: { ok: true }, ill: { ok: false, error: 'the disk fails' } },
  });
  await wait(1_050);
  await check.run();
  expect(runs).toBe(2);
});

let dataDir: string | undefined;
let app: Server | undefined;
afterEach(() => {
  if (dataDir) rmSync(dataDir, { recursive: true });
  dataDir = undefined;
  app?.close();
});

test('an edition of which a file was changed on the disk is noticed', async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'deep-'));
  await expect(checkEdition(dataDir)).rejects.toThrow('no edition');
  const object = writeObject(dataDir, '<html lang="en">front</html>');
  const entries = { '/': { object, type: 'text/html', status: 200, keep: 'page' } };
  goLive(dataDir, manifestOf({ shards: [writeObject(dataDir, JSON.stringify(entries))] }));
  await checkEdition(dataDir);
  writeFileSync(objectPath(dataDir, object), 'something else');
  await expect(checkEdition(dataDir)).rejects.toThrow(`The object of / isn't what it was: ${object}`);
});

test('a card that isn’t drawn whole is a failure', async () => {
  let rung = 'whole';
  app = createServer(({ headers }, answer) => {
    answer.statusCode = headers.authorization === `Bearer ${token}` ? 200 : 404;
    answer.end(JSON.stringify({ rung, bytes: 1000 }));
  });
  const { port } = await new Promise<AddressInfo>((resolve) =>
    app?.listen(0, '127.0.0.1', () => resolve(app?.address() as AddressInfo)),
  );
  await checkCard(port, token);
  await expect(checkCard(port, 'another')).rejects.toThrow('answers 404');
  rung = 'brand';
  await expect(checkCard(port, token)).rejects.toThrow('drawn brand');
  await expect(checkCard(undefined, token)).rejects.toThrow('being restarted');
});

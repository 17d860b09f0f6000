/** Five thousand hostile requests and more at a portal that is like a public one: no error of ours, no leak, no growth. */
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answersTo } from '#lib/newsstand/raw.test.client.ts';
import { previewAddress } from '#lib/press/preview.ts';
import { hostileAddresses } from './hostile/addresses.ts';
import { hostileBodies } from './hostile/bodies.ts';
import { essence, hostileHeaders } from './hostile/headers.ts';
import { type Hostile, requestOf } from './hostile/hostile.ts';
import { attack, complaintAbout } from './hostile/judge.ts';
import { type Known, known } from './hostile/known.ts';
import { hasNginx, Nginx, sites } from './hostile/nginx.ts';
import { HostilePortal, type Measured, secret } from './hostile/portal.ts';
import { hostileProtocol, smuggling } from './hostile/protocol.ts';
import { slowClients } from './hostile/slow.ts';

const port = Number(process.env.HOSTILE_PORT ?? 3294);
const portal = new HostilePortal(port);
let site: Known;
let total = 0;

beforeAll(async () => {
  await portal.start();
  site = await known(port);
  await portal.rest();
}, 900_000);
afterAll(async () => {
  console.log(`${total} hostile requests in all`);
  await portal.remove();
});

/** What each address answers to a request that is nothing but that. */
async function plainAnswers(): Promise<Map<string, string>> {
  const plain = new Map<string, string>();
  for (const [address] of site.addresses) {
    const [answer] = await answersTo(port, requestOf(address));
    if (answer) plain.set(address, essence(answer));
  }
  return plain;
}

/** The same order each time, families mixed. */
const mixed = (list: readonly Hostile[]) =>
  list
    .map((hostile, index) => ({ hostile, place: (index * 7_919) % list.length }))
    .sort((a, b) => a.place - b.place)
    .map(({ hostile }) => hostile);

const inMegabytes = ({ memory, app, ...rest }: Measured) => ({
  memory: Math.round(memory / 2 ** 20),
  app: Math.round(app / 2 ** 20),
  ...rest,
});

test('five thousand hostile requests: no error of ours, no leak, no header missing, nothing grows', async () => {
  const list = mixed([
    ...hostileAddresses(site),
    ...hostileHeaders(site, await plainAnswers()),
    ...hostileBodies(site),
    ...hostileProtocol(site),
  ]);
  // All of it twice: what is made once for each kind of request is there after the first time.
  const faults = await attack(port, list);
  await wait(5_000);
  const before = portal.measure();
  faults.push(...(await attack(port, list)));
  await wait(5_000);
  const after = portal.measure();
  total += list.length;
  const families: Record<string, number> = {};
  for (const { family } of list) families[family] = (families[family] ?? 0) + 1;
  console.log(families);
  console.log({ afterOnce: inMegabytes(before), afterTwice: inMegabytes(after) });
  expect(faults).toEqual([]);
  expect(list.length).toBeGreaterThan(5_000);
  expect(portal.isRunning).toBe(true);
  expect(portal.outgoing).toBe('');
  expect(after.memory).toBeLessThan(before.memory * 1.15);
  expect(after.app).toBeLessThan(before.app * 1.15);
  expect(after.descriptors).toBeLessThanOrEqual(before.descriptors + 5);
  expect(after).toMatchObject({ files: before.files, bytes: before.bytes });
  expect(portal.said).not.toContain('10.0.0.');
});

test('the doors open for who has the key, so that it was not for want of a door', async () => {
  const right = previewAddress(secret, 'hidden-until-2099', Date.now() + 60_000);
  const [answer] = await answersTo(port, requestOf(right), { patience: 60_000 });
  expect(answer?.status).toBe(200);
  expect(answer?.body.toString()).toContain('quetzalcoatlus');
  expect(complaintAbout(answer as NonNullable<typeof answer>)).toContain('shows');
});

test('hundreds of slow clients at once: a reader is served in time, and each of them is cut off', async () => {
  const before = portal.measure();
  const { all, stop } = await slowClients(port, 60);
  total += all.length;
  const began = performance.now();
  const times: number[] = [];
  // Bodies have half a minute; who takes nothing has one after the last byte, and up to one more until it is looked at.
  while (all.some(({ socket }) => !socket.destroyed) && performance.now() - began < 160_000) {
    const asked = performance.now();
    const [answer] = await answersTo(port, requestOf(site.story));
    expect(answer?.status).toBe(200);
    times.push(performance.now() - asked);
    await wait(200);
    for (const { socket, what } of all)
      if (what.startsWith('asks for much') && performance.now() - began > 130_000) socket.resume();
  }
  const left = all.filter(({ socket }) => !socket.destroyed);
  stop();
  await wait(3_000);
  const after = portal.measure();
  const slowest = Math.round(Math.max(...times));
  console.log({ clients: all.length, slowest, before: inMegabytes(before), after: inMegabytes(after) });
  expect([...new Set(left.map(({ what }) => what))]).toEqual([]);
  for (const { what, answer } of all)
    if (!what.startsWith('asks for much')) expect(answer().slice(9, 12), what).toMatch(/^(?:408)?$/);
  expect(slowest).toBeLessThan(2_000);
  expect(after.descriptors).toBeLessThanOrEqual(before.descriptors + 5);
  expect(after.memory).toBeLessThan(before.memory * 1.15);
});

test.runIf(hasNginx).each(sites)(
  'through nginx, %s, nobody gets an answer that was meant for another',
  async (_, configuration) => {
    const nginx = new Nginx();
    const front = port + 1;
    await nginx.start(front, port, configuration);
    // Nobody keeps this answer: each time it is asked of the portal.
    const victim = () => answersTo(front, requestOf('/api/newsroom/session'));
    const [right] = await victim();
    const faults: string[] = [];
    for (const { what, bytes } of smuggling()) {
      const sending = answersTo(front, bytes, { patience: 200, answers: 2 }).catch(() => []);
      const answers = await sending;
      const [answer] = await victim();
      if (answer?.status !== 401 || answer.body.toString() !== right?.body.toString())
        faults.push(`${what}: the next got ${answer?.status} ${answer?.body.toString().slice(0, 80)}`);
      const broken = answers.find(({ status }) => [500, 502, 503, 504].includes(status));
      if (broken) faults.push(`${what}: ${broken.status}`);
      total += 2;
    }
    await nginx.stop();
    expect(faults).toEqual([]);
  },
);

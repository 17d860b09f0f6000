import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ContentProblems } from '#lib/content/problem.ts';
import { readSettings } from '#lib/settings/settings.ts';
import { pressDesk } from './ask.ts';

let portal: Server;
let dataDir: string;
let said: string[];
/** What the portal does when it is asked to publish. */
let publishes: (answer: ServerResponse) => void;

beforeEach(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'ask-'));
  said = [];
  portal = createServer(({ url }: IncomingMessage, answer) => {
    answer.setHeader('content-type', 'application/x-ndjson; charset=utf-8');
    if (url?.endsWith('/hello')) answer.end('{"result":true}\n');
    else publishes(answer);
  });
  await new Promise<void>((resolve) => portal.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  portal.closeAllConnections();
  await new Promise((resolve) => portal.close(resolve));
  rmSync(dataDir, { recursive: true });
});

async function publish() {
  const { port } = portal.address() as AddressInfo;
  const settings = readSettings({ PORT: String(port), DATA_DIR: dataDir });
  const desk = await pressDesk({ settings, projectDir: '.', report: (line) => void said.push(line) });
  expect(desk.isRunning).toBe(true);
  return desk.publish({});
}

test('what the portal says is told as it comes, in whatever pieces; then comes the result', async () => {
  publishes = async (answer) => {
    for (const piece of ['{"said":"Dr', 'aft"}\n{"said":"Two"}\n', '{"result":', '{"name":"abc"}}\n']) {
      answer.write(piece);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    answer.end();
  };
  expect(await publish()).toEqual({ name: 'abc' });
  expect(said).toEqual(['Draft', 'Two']);
});

test('what went wrong comes as it is there: words, or problems with their places', async () => {
  publishes = (answer) => answer.end('{"trouble":{"message":"The disk is full."}}\n');
  await expect(publish()).rejects.toThrow(/^The disk is full\.$/);
  publishes = (answer) => answer.end('{"trouble":{"message":"1","problems":[{"file":"a.mdx"}]}}\n');
  await expect(publish()).rejects.toBeInstanceOf(ContentProblems);
});

test.each<[string, (answer: ServerResponse) => void]>([
  ['before it has said anything', (answer) => answer.destroy()],
  ['in the middle', (answer) => answer.write('{"said":"Content checked."}\n', () => answer.destroy())],
  ['in the middle of a line', (answer) => answer.write('{"said":"Conte', () => answer.destroy())],
  ['without a result', (answer) => answer.end('{"said":"Content checked."}\n')],
])('a portal that breaks off %s: one sentence says what to look at', async (_, breaksOff) => {
  publishes = breaksOff;
  await expect(publish()).rejects.toThrow(
    /^The portal broke off\. Look whether it still runs, then: npx newsroom status$/,
  );
});

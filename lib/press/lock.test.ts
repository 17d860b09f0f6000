import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockPress } from './lock.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'lock-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

test('the second waits for the first, and is told once', async () => {
  const said: string[] = [];
  const report = (line: string) => void said.push(line);
  const release = await lockPress(dataDir, { report });
  const order: string[] = [];
  const second = lockPress(dataDir, { report }).then((release) => {
    order.push('second');
    release();
  });
  await new Promise((resolve) => setTimeout(resolve, 350));
  order.push('first');
  release();
  await second;
  expect(order).toEqual(['first', 'second']);
  expect(said).toEqual(['Another publish is at work; waiting for it.']);
});

test('who waits too long is told so', async () => {
  const release = await lockPress(dataDir, { report: () => {} });
  await expect(lockPress(dataDir, { report: () => {}, patience: 50 })).rejects.toThrow('too long');
  release();
});

test('a process that is killed lets go', async () => {
  const program = `
    const { default: Connection } = await import('libsql');
    new Connection(${JSON.stringify(path.join(dataDir, 'press.lock'))}).exec('begin exclusive');
    console.log('locked');
    setInterval(() => {}, 1000);
  `;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  await expect(lockPress(dataDir, { report: () => {}, patience: 50 })).rejects.toThrow('too long');
  child.kill('SIGKILL');
  await once(child, 'close');
  (await lockPress(dataDir, { report: () => {}, patience: 50 }))();
});

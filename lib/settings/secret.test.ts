import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sealer, secretOf } from './secret.ts';
import { isLoopback, readSettings } from './settings.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'secret-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

const settings = (more: Record<string, string>) => readSettings({ DATA_DIR: dataDir, ...more });

test('on this machine alone a secret is made once, and only its owner can read it', () => {
  const made = secretOf(settings({}));
  expect(made).toMatch(/^[0-9a-f]{64}$/);
  expect(secretOf(settings({}))).toBe(made);
  expect(statSync(path.join(dataDir, 'secret')).mode & 0o777).toBe(0o600);
});

test('a public address needs a secret of its own, and the message says how to make one', () => {
  expect(() => secretOf(settings({ SITE_URL: 'https://example.org' }))).toThrow(
    /PORTAL_SECRET=\$\(openssl rand/,
  );
  const portalSecret = 'a-secret-of-thirty-two-characters';
  expect(secretOf(settings({ SITE_URL: 'https://example.org', PORTAL_SECRET: portalSecret }))).toBe(
    portalSecret,
  );
});

test.each([
  ['http://localhost:3000', true],
  ['http://127.0.0.1', true],
  ['http://[::1]:3000', true],
  ['http://portal.localhost', true],
  ['https://example.org', false],
  ['http://localhost.example.org', false],
  ['http://127.0.0.1.example.org', false],
  ['http://192.168.0.1', false],
])('%s is this machine alone: %s', (url, loopback) => {
  expect(isLoopback(url)).toBe(loopback);
});

test('a sealed text opens, and nothing else does: not a changed one, not one for another purpose or secret', () => {
  const { seal, open } = sealer('secret', 'page');
  fc.assert(
    fc.property(fc.string(), fc.nat(), fc.integer({ min: 1, max: 255 }), (text, place, change) => {
      const sealed = seal(text);
      expect(open(sealed)).toBe(text);
      expect(sealer('secret', 'session').open(sealed)).toBeUndefined();
      expect(sealer('other', 'page').open(sealed)).toBeUndefined();
      const at = place % text.length;
      if (text.length > 0) {
        const changed = String.fromCharCode(sealed.charCodeAt(at) ^ change);
        expect(open(sealed.slice(0, at) + changed + sealed.slice(at + 1))).toBeUndefined();
      }
    }),
  );
  for (const wrong of ['', '.', 'a', 'a.', 'a.AAAA', `a.${'A'.repeat(22)}`])
    expect(open(wrong)).toBeUndefined();
});

import path from 'node:path';
import { expect, test } from 'vitest';
import { asEnvironment, readSettings } from './settings.ts';

test('without any variable the portal is on port 3000 of this machine', () => {
  expect(readSettings({})).toEqual({
    port: 3000,
    host: '0.0.0.0',
    siteUrl: 'http://localhost:3000',
    contentDir: path.resolve('content'),
    dataDir: path.resolve('.data'),
    finishAhead: 2000,
    trustedProxies: [],
    publishTo: [],
    purge: [],
    newsroomUsers: [],
    logLevel: 'info',
    drainSeconds: 0,
  });
});

test('the public address follows the port, and loses its last slash', () => {
  expect(readSettings({ PORT: '8080' }).siteUrl).toBe('http://localhost:8080');
  expect(readSettings({ SITE_URL: 'https://example.org/' }).siteUrl).toBe('https://example.org');
});

test('an empty variable is one that isn’t set', () => {
  expect(readSettings({ PORT: '', CONTENT_DIR: '' }).port).toBe(3000);
});

test('every wrong variable is named with its value, in one message', () => {
  const wrong = { PORT: '99999', SITE_URL: 'example.org', FINISH_AHEAD: 'many' };
  expect(() => readSettings(wrong)).toThrow(/SITE_URL=example\.org[\s\S]*PORT=99999[\s\S]*FINISH_AHEAD=many/);
});

test('a child process gets the same settings, whatever its own port', () => {
  const settings = readSettings({
    PORT: '8080',
    CONTENT_DIR: 'elsewhere',
    FINISH_AHEAD: '5',
    PORTAL_SECRET: 'a-secret-of-thirty-two-characters',
    DATABASE_URL: 'postgres://localhost/portal',
    TRUSTED_PROXIES: 'loopback, 10.0.0.0/8',
    COUNTRY_HEADER: 'CF-IPCountry',
    ALERT_WEBHOOK: 'https://chat.example/hook',
    OPERATOR_TOKEN: 'a-token-of-two-and-thirty-letters',
    LOG_FORMAT: 'json',
    LOG_LEVEL: 'warn',
    DRAIN_SECONDS: '2',
  });
  const child = readSettings({ ...asEnvironment(settings), PORT: '4711' });
  expect(child).toEqual({ ...settings, port: 4711 });
});

test('the public address is taken as a browser would write it, and nothing but host and path', () => {
  const siteUrl = (SITE_URL: string) => readSettings({ SITE_URL }).siteUrl;
  expect(siteUrl('HTTPS://News.Example:443/')).toBe('https://news.example');
  expect(siteUrl('https://news.example/paper/')).toBe('https://news.example/paper');
  for (const wrong of ['https://news.example/?a=1', 'https://news.example/#x', 'https://amy@news.example/'])
    expect(() => siteUrl(wrong), wrong).toThrow(/SITE_URL=.*leave out/);
});

test('secrets stand in no message', () => {
  const wrong = {
    PORTAL_SECRET: 'short',
    DATABASE_URL: 'mysql://amy:pass@db/x',
    ALERT_WEBHOOK: 'http://chat.example/hook',
  };
  expect(() => readSettings(wrong)).toThrow(
    /PORTAL_SECRET=…: is shorter[\s\S]*DATABASE_URL=…[\s\S]*ALERT_WEBHOOK=…: is not enc/,
  );
});

test('a proxy that can’t be read is named', () => {
  expect(() => readSettings({ TRUSTED_PROXIES: '10.0.0.1 10.0.0.0/99' })).toThrow(/"10\.0\.0\.0\/99"/);
  expect(readSettings({ TRUSTED_PROXIES: 'loopback,10.0.0.0/8  ::1' }).trustedProxies).toEqual([
    'loopback',
    '10.0.0.0/8',
    '::1',
  ]);
});

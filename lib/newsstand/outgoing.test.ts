import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

/**
 * Everything that opens a connection from a server, or from a command, and why: the address is this machine's, or one
 * that the owner has set. No request and no story names an address that is fetched.
 */
const connections: Readonly<Record<string, string>> = {
  'cli/unfurl.ts': 'the portal that the command is told to look at',
  'lib/audience/alerts.ts': 'ALERT_WEBHOOK',
  'lib/backup/door.ts': 'the portal on 127.0.0.1, for a command',
  'lib/cards/ahead.ts': 'the app behind the newsstand, on 127.0.0.1',
  'lib/audience/ask.ts': 'the portal on 127.0.0.1, for a command',
  'lib/health/deep.ts': 'the app on 127.0.0.1',
  'lib/newsstand/aftermath.ts': 'the app on 127.0.0.1',
  'lib/newsstand/hub.ts': 'the hub that site.yml names',
  'lib/newsstand/proxy.ts': 'the app on 127.0.0.1',
  'lib/press/app.ts': 'the app on 127.0.0.1',
  'lib/press/ask.ts': 'the portal on 127.0.0.1, for a command',
  'lib/audience/store/postgres.ts': 'DATABASE_URL',
  'lib/purge/purger.ts': 'the caches that PURGE names, PURGE_WEBHOOK',
};

const opens =
  /\bfetch\(|\b(?:http|https|net|tls|dns|dgram)\.(?:get|request|connect|createConnection|lookup|resolve)\w*\(|\b(?:request|get|connect|createConnection)\b[^;]*from 'node:(?:http|https|net|tls|http2)'|new (?:WebSocket|EventSource)\(|from '(?:undici|pg)'/;

test('nothing takes an address to fetch: whatever opens a connection is known, with its reason', () => {
  const files = ['app', 'cli', 'lib', 'pages'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((found) => found.isFile() && /\.[jt]sx?$/.test(found.name) && !/\.test\./.test(found.name))
      .map((found) => path.join(found.parentPath, found.name)),
  );
  expect(files.length).toBeGreaterThan(200);
  const opening = files.filter((file) => opens.test(readFileSync(file, 'utf8')));
  expect(opening.sort()).toEqual(Object.keys(connections).sort());
});

/** A portal's audience in a process of its own, to be killed: counts by HTTP, says its port, nothing else. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openContent } from '#lib/edition/open.ts';
import { askedOf, send } from '#lib/http/asked.ts';
import { readSettings } from '#lib/settings/settings.ts';
import { Audience } from './audience.ts';

const { CONTENT_NAME = '' } = process.env;
const settings = readSettings(process.env);
const edition = openContent(settings.dataDir, CONTENT_NAME);
const report = (line: string) => void process.stderr.write(`${line}\n`);
const audience = new Audience({ settings, projectDir: process.cwd(), edition: () => edition, report });

const server = createServer((request, response) => {
  const [path = '/'] = (request.url ?? '/').split('?', 1);
  audience.answer(askedOf(request, response, path)).then(
    (answer) => send(response, answer, request.method),
    () => response.destroy(),
  );
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
});
process.once('SIGTERM', () => void audience.stop().then(() => process.exit(0)));

/** The two portals under test: our own content, and content made to be difficult. */
import path from 'node:path';

export type TestSite = Readonly<{
  port: number;
  origin: string;
  contentDir: string;
  dataDir: string;
  finishAhead: number;
}>;

const site = (port: number, contentDir: string, name: string, finishAhead: number): TestSite => ({
  port,
  origin: `http://localhost:${port}`,
  contentDir: path.resolve(contentDir),
  dataDir: path.resolve('.data', 'e2e', name),
  finishAhead,
});

/** This port and the next one; another pair lets two runs stand side by side. */
const firstPort = Number(process.env.E2E_PORT ?? 3100);

export const real = site(firstPort, 'content', 'real', 2000);
/** Synthetic stories with those of `e2e/difficult` among them; only the newest 12 are finished ahead. */
export const difficult = site(firstPort + 1, path.join('.data', 'e2e', 'difficult-content'), 'difficult', 12);

/** What the portals asked of other machines: a line a connection, and there must be none. */
export const outgoingLog = path.resolve('.data', 'e2e', 'outgoing.log');
export const guard = path.resolve('e2e', 'support', 'no-network.cjs');

export function environmentOf({ port, origin, contentDir, dataDir, finishAhead }: TestSite) {
  return {
    ...process.env,
    PORT: String(port),
    HOST: '127.0.0.1',
    SITE_URL: origin,
    CONTENT_DIR: contentDir,
    DATA_DIR: dataDir,
    FINISH_AHEAD: String(finishAhead),
    // Each test is a reader with an address of its own (support/watched.ts), so that none meets another's limits.
    TRUSTED_PROXIES: 'loopback',
    // Tests read what a portal says.
    LOG_FORMAT: 'text',
    OUTGOING_LOG: outgoingLog,
    NODE_OPTIONS: `--require ${guard}`,
  };
}

/** Every database the store has to work on: libsql, PGlite (PostgreSQL's own code), and a PostgreSQL server where one can be had. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { afterAll } from 'vitest';
import type { Database } from './database.ts';
import { openLibsql } from './libsql.ts';
import { openPostgres, overPool, schema } from './postgres.ts';

/** One empty database; `open` may be called again after closing: it is the same one. */
export type Place = Readonly<{ open: () => Promise<Database>; drop: () => Promise<void> }>;
export type Kind = Readonly<{ name: string; place: () => Promise<Place> }>;

const libsql: Kind = {
  name: 'libsql',
  async place() {
    const folder = mkdtempSync(path.join(tmpdir(), 'audience-'));
    return {
      open: () => openLibsql(path.join(folder, 'audience.db'), () => {}),
      drop: async () => rmSync(folder, { recursive: true }),
    };
  },
};

/** One for all: to start it takes seconds. */
async function pglite(): Promise<Kind> {
  const server = await PGlite.create();
  afterAll(() => server.close());
  return {
    name: 'PGlite',
    async place() {
      await server.exec(`create schema ${schema}; set search_path to ${schema}`);
      return {
        open: async () => overPool(poolOf(server)),
        drop: async () => void (await server.exec(`drop schema ${schema} cascade`)),
      };
    },
  };
}

/** One connection, lent to one at a time. */
function poolOf(server: PGlite): Parameters<typeof overPool>[0] {
  let free = Promise.resolve();
  return {
    async connect() {
      const before = free;
      let release = () => {};
      free = new Promise((resolve) => {
        release = resolve;
      });
      await before;
      return {
        async query(text: string, values?: readonly unknown[]) {
          const { rows, affectedRows } = await server.query(text, values ? [...values] : undefined);
          const [command = ''] = text.trim().toUpperCase().split(/\s/);
          return { command, rowCount: affectedRows ?? 0, rows } as never;
        },
        release,
      } as never;
    },
    end: async () => {},
  };
}

export type Server = Readonly<{
  url: string;
  /** Ends it as if its machine were switched off for a while; `resume` brings it back. */
  halt: () => Promise<void>;
  resume: () => Promise<void>;
  stop: () => Promise<void>;
}>;

/** A server of the machine's own PostgreSQL, on a free port with an empty folder; nothing where there is none. */
export async function startServer(): Promise<Server | undefined> {
  const bin = programs();
  if (!bin) return undefined;
  const folder = mkdtempSync(path.join(tmpdir(), 'postgres-'));
  const owner = unprivileged();
  if (owner) execFileSync('chown', [String(owner.uid), folder]);
  chmodSync(folder, 0o700);
  const data = path.join(folder, 'data');
  const as = { stdio: 'ignore' as const, cwd: folder, ...owner };
  execFileSync(
    path.join(bin, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync'],
    as,
  );
  const port = await freePort();
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  let server: ChildProcess | undefined;
  const resume = async () => {
    const options = [`listen_addresses=127.0.0.1`, `unix_socket_directories=${folder}`];
    server = spawn(
      path.join(bin, 'postgres'),
      ['-D', data, '-p', String(port), ...options.flatMap((option) => ['-c', option])],
      as,
    );
    for (let attempt = 0; !(await answers(url)); attempt++) {
      if (attempt > 150) throw new Error('PostgreSQL did not start');
      await wait(100);
    }
  };
  const halt = async () => {
    const ended = new Promise((resolve) => server?.once('close', resolve));
    server?.kill('SIGINT');
    await ended;
  };
  await resume();
  return {
    url,
    halt,
    resume,
    async stop() {
      await halt();
      rmSync(folder, { recursive: true });
    },
  };
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

function programs(): string | undefined {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root)
    ? readdirSync(root).map((version) => path.join(root, version, 'bin'))
    : [];
  const folders = [...versions, ...(process.env.PATH ?? '').split(path.delimiter)];
  return folders.find((folder) =>
    ['initdb', 'postgres'].every((name) => existsSync(path.join(folder, name))),
  );
}

/** PostgreSQL doesn't run as root: then as the user that its package makes, or as nobody. */
function unprivileged(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    try {
      const of = (flag: string) =>
        Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }));
      return { uid: of('-u'), gid: of('-g') };
    } catch {
      // The next one.
    }
  }
  return { uid: 65_534, gid: 65_534 };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Rows that a server answers with. */
export async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

/** A database of this file of tests alone, on a server that is given: files run at the same time. */
async function ownDatabase(server: string): Promise<string> {
  const name = `audience_${randomBytes(6).toString('hex')}`;
  await query(server, `create database ${name}`);
  afterAll(async () => void (await query(server, `drop database ${name}`)));
  return Object.assign(new URL(server), { pathname: name }).href;
}

/** The kinds that can be had here, until the tests of the file that asks are over. */
export async function kinds(): Promise<Kind[]> {
  const given = process.env.TEST_DATABASE_URL;
  const server = given === undefined ? await startServer() : undefined;
  if (server) afterAll(server.stop);
  const url = given === undefined ? server?.url : await ownDatabase(given);
  const embedded = [libsql, await pglite()];
  if (url === undefined) return embedded;
  const place: Place = {
    open: () => openPostgres(url),
    drop: async () => void (await query(url, `drop schema if exists ${schema} cascade`)),
  };
  return [...embedded, { name: 'PostgreSQL', place: async () => place }];
}

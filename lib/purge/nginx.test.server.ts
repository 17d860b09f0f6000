/** A nginx of this machine with the configuration that we ship, as it is but for what is marked as the operator's. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const purgeModule = '/usr/lib/nginx/modules/ngx_http_cache_purge_module.so';

/** Debian's; nothing where it isn't installed. */
const nginxProgram = ['/usr/sbin/nginx', '/usr/local/sbin/nginx'].find((file) => existsSync(file));
/** What can be said of nginx and its purge here. */
export const hasNginx = nginxProgram !== undefined && existsSync(purgeModule);

export type Nginx = Readonly<{ origin: string; purgeOrigin: string; stop: () => Promise<void> }>;
export type NginxOptions = Readonly<{
  /** Ports of portals on 127.0.0.1; the first one publishes. */
  portals: readonly number[];
  token: string;
  /** Those that are free, unless they are named. */
  port?: number;
  purgePort?: number;
}>;

const shipped = (name: string) => readFileSync(path.join('deploy', name), 'utf8');

/** Every line that is the operator's is found, or this throws: the files that are tested are those that we ship. */
function changed(text: string, changes: readonly (readonly [from: RegExp, to: string])[]): string {
  return changes.reduce((now, [from, to]) => {
    if (!from.test(now)) throw new Error(`${from} isn't in the configuration any longer`);
    return now.replace(from, to);
  }, text);
}

type Site = Required<NginxOptions> & Readonly<{ folder: string }>;

/** The files that we ship, with what is the operator's put in. */
export function siteOf({ portals, token, port, purgePort, folder }: Site) {
  const [first] = portals;
  const servers = portals.map((each) => `server 127.0.0.1:${each} max_fails=2 fail_timeout=3s;`);
  const site = changed(shipped('nginx.conf'), [
    [/(?: *server 127\.0\.0\.1:300\d max_fails=2 fail_timeout=3s;\n)+/, `${servers.join('\n')}\n`],
    [/server 127\.0\.0\.1:3001;/, `server 127.0.0.1:${first};`],
    [/\/var\/cache\/nginx\/china-topix/, `${folder}/cache`],
    [/listen 80;/, `listen 127.0.0.1:${port};`],
    [/server_name paper\.example\.org;/, 'server_name localhost;'],
  ]);
  const purge = changed(shipped('nginx-purge.conf'), [
    [/127\.0\.0\.1:8081;/, `127.0.0.1:${purgePort};`],
    [/change-me-to-a-secret/, token],
  ]);
  return { site, purge };
}

/** Starts it on free ports of 127.0.0.1, with a folder of its own. */
export async function startNginx(options: NginxOptions): Promise<Nginx> {
  const folder = mkdtempSync(path.join(tmpdir(), 'nginx-'));
  const port = options.port ?? (await freePort());
  const purgePort = options.purgePort ?? (await freePort());
  const { site, purge } = siteOf({ ...options, port, purgePort, folder });
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  const main = `
daemon off;
worker_processes 1;
pid ${folder}/pid;
error_log ${folder}/errors;
load_module ${purgeModule};
events { worker_connections 2048; }
http {
  access_log off;
  types { }
  ${temporary.map((name) => `${name}_temp_path ${folder}/${name};`).join('\n  ')}
  include ${folder}/site.conf;
  include ${folder}/purge.conf;
}
${process.getuid?.() === 0 ? 'user root;' : ''}
`;
  mkdirSync(path.join(folder, 'cache'));
  for (const [name, text] of Object.entries({ 'main.conf': main, 'site.conf': site, 'purge.conf': purge }))
    writeFileSync(path.join(folder, name), text);
  const argv = ['-e', path.join(folder, 'errors'), '-p', folder, '-c', path.join(folder, 'main.conf')];
  execFileSync(nginxProgram ?? 'nginx', ['-t', ...argv], { stdio: 'pipe' });
  const child = spawn(nginxProgram ?? 'nginx', argv, { stdio: 'ignore' });
  const origin = `http://127.0.0.1:${port}`;
  while (!(await fetch(`${origin}/metrics`).catch(() => undefined))) {
    if (child.exitCode !== null) throw new Error(readFileSync(path.join(folder, 'errors'), 'utf8'));
    await wait(50);
  }
  return {
    origin,
    purgeOrigin: `http://127.0.0.1:${purgePort}`,
    async stop() {
      await ended(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const closed = once(child, 'close');
  child.kill('SIGTERM');
  await closed;
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

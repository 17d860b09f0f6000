/** An nginx in front of a portal: by a plain configuration, and by the one in `deploy/` if there is one. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** Where Debian's package puts it. */
const program = '/usr/sbin/nginx';
export const hasNginx = spawnSync(program, ['-v']).status === 0;

type Site = (port: number, behind: number, folder: string) => string;

/** One connection to the portal for everything: what an attacker leaves in it comes to whoever asks next. */
const plain: Site = (port, behind) => `
upstream portal { server 127.0.0.1:${behind}; keepalive 1; }
server {
  listen 127.0.0.1:${port};
  client_max_body_size 1m;
  location / {
    proxy_pass http://portal;
    proxy_http_version 1.1;
    proxy_set_header Connection "";
    proxy_set_header Host $host;
    proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
    proxy_request_buffering off;
  }
}`;

const file = path.join('deploy', 'nginx.conf');

/** As it is shipped, but for ports, the portals and the folder of its cache. */
const shipped: Site = (port, behind, folder) =>
  readFileSync(file, 'utf8')
    .replace(/server 127\.0\.0\.1:\d+[^;]*;/g, `server 127.0.0.1:${behind};`)
    .replace(/listen [^;]+;/g, `listen 127.0.0.1:${port};`)
    .replaceAll('/var/cache/nginx', folder);

export const sites: readonly (readonly [name: string, site: Site])[] = [
  ['a plain one', plain],
  ...(existsSync(file) ? [['the one of deploy/', shipped] as const] : []),
];

/** Started by root, its worker would be somebody else, who can't get into our folder. */
const asRoot = process.getuid?.() === 0 ? 'user root; ' : '';

export class Nginx {
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'nginx-'));
  #server: ChildProcess | undefined;
  said = '';

  /** Resolves when it hands on. Throws what it says if it stops instead. */
  async start(port: number, behind: number, site: Site): Promise<void> {
    for (const name of ['body', 'proxy', 'other']) mkdirSync(path.join(this.#folder, name));
    const configuration = path.join(this.#folder, 'nginx.conf');
    const temporary = ['fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${this.#folder}/other;`);
    writeFileSync(
      configuration,
      `${asRoot}daemon off; worker_processes 1; pid ${this.#folder}/pid; error_log stderr warn;
events { worker_connections 512; }
http {
  access_log off;
  client_body_temp_path ${this.#folder}/body; proxy_temp_path ${this.#folder}/proxy; ${temporary.join(' ')}
  ${site(port, behind, this.#folder)}
}
`,
    );
    const server = spawn(program, ['-p', this.#folder, '-c', configuration], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.#server = server;
    server.stderr.on('data', (chunk: Buffer) => (this.said += chunk.toString()));
    while (!(await fetch(`http://127.0.0.1:${port}/robots.txt`).catch(() => undefined))?.ok) {
      if (server.exitCode !== null) throw new Error(this.said);
      await wait(100);
    }
  }

  async stop(): Promise<void> {
    const server = this.#server;
    if (server?.exitCode === null) {
      const closed = once(server, 'close');
      server.kill('SIGTERM');
      await closed;
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** An nginx of its own for a bench: plain files as they are, or pages of a portal through its cache. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { Unusable } from './extent.ts';
import { type Portal, startProgram } from './portal.ts';

/** `folder`: files to hand out. `origin`: a portal to ask what isn't in the cache. */
export type NginxSite = Readonly<{ port: number }> &
  (Readonly<{ folder: string }> | Readonly<{ origin: string }>);

/** What nginx's cache needs for our pages; as documentation of a setup it is the short form of deploy/nginx.conf. */
const through = (origin: string) => `
    location / {
      proxy_pass ${origin};
      proxy_http_version 1.1;
      proxy_set_header Connection '';
      proxy_set_header Host $http_host;
      proxy_set_header Accept-Encoding $encoding;
      proxy_cache pages;
      # Encodings are told apart by the key: browsers write the header in too many ways for Vary.
      proxy_cache_key $request_uri$encoding;
      proxy_ignore_headers Vary;
      proxy_cache_bypass $cookie_theme;
      proxy_no_cache $cookie_theme;
      proxy_cache_lock on;
      proxy_cache_background_update on;
      proxy_cache_use_stale updating error timeout;
    }`;

const files = (folder: string) => `
    root ${folder};
    location / {
      try_files $uri $uri.html $uri/index.html =404;
    }`;

const configuration = (sites: readonly NginxSite[]) => `
daemon off;
worker_processes auto;
pid nginx.pid;
${process.getuid?.() === 0 ? 'user root;' : ''}
events { worker_connections 1024; }
http {
  types {
    text/html html; text/css css; text/javascript js; application/json json; application/xml xml;
    image/svg+xml svg; image/jpeg jpg; image/png png; image/webp webp; image/avif avif; font/woff2 woff2;
  }
  default_type application/octet-stream;
  charset utf-8;
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 1000000;
  gzip_static on;
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path temp-${name};`).join(' ')}
  proxy_cache_path cache levels=1:2 keys_zone=pages:10m use_temp_path=off;
  map $http_accept_encoding $encoding { ~br br; ~gzip gzip; default ''; }
${sites
  .map(
    (site) => `  server {
    listen 127.0.0.1:${site.port};${'origin' in site ? through(site.origin) : files(site.folder)}
  }`,
  )
  .join('\n')}
}
`;

/** The version that is installed. Throws with the remedy if none is. */
export function nginxVersion(): string {
  try {
    // It says its version on standard error.
    return execFileSync('sh', ['-c', 'nginx -v 2>&1'], { encoding: 'utf8' })
      .replace(/^.*\//s, 'nginx ')
      .trim();
  } catch {
    throw new Unusable('nginx isn’t installed here: apt-get install nginx, or the like');
  }
}

/** `folder`: for its configuration and its cache. Throws with the remedy if nginx isn't there. */
export function startNginx(folder: string, sites: readonly NginxSite[]): Promise<Portal> {
  nginxVersion();
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'nginx.conf'), configuration(sites));
  const url = `http://127.0.0.1:${sites[0]?.port}/`;
  const argv = ['-p', folder, '-c', 'nginx.conf', '-e', 'stderr'];
  return startProgram({ folder, program: 'nginx', argv, url });
}

/** Gives each text in a folder a gzipped copy, which nginx then sends without compressing it each time. */
export function compressBeside(folder: string): void {
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(html|css|js|json|xml|svg)$/.test(file)) continue;
    const whole = path.join(folder, file);
    writeFileSync(`${whole}.gz`, gzipSync(readFileSync(whole), { level: 9 }));
  }
}

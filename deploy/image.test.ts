import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ignore from 'ignore';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { settingNames } from '#lib/settings/schema.ts';

const read = (file: string) => readFileSync(file, 'utf8');
/** Files of a clone, by their paths. */
const tracked = execFileSync('git', ['ls-files'], { encoding: 'utf8' }).trim().split('\n');

/** Instructions of the Dockerfile, each on one line. */
const instructions = read('deploy/Dockerfile')
  .replace(/\\\n/g, ' ')
  .split('\n')
  .filter((line) => /^[A-Z]+ /.test(line));
const argumentsOf = (name: string) =>
  instructions.filter((line) => line.startsWith(`${name} `)).map((line) => line.slice(name.length + 1));

/** Docker's patterns are git's, but that all of them begin at the root. */
const left = ignore().add(
  read('.dockerignore')
    .split('\n')
    .map((line) => (line === '' || /^(#|\*\*\/)/.test(line) ? line : `/${line}`)),
);

test('everything that the image copies is in a clone, and isn’t kept from it', () => {
  const copied = argumentsOf('COPY')
    .filter((line) => !line.startsWith('--from'))
    .flatMap((line) => line.split(/\s+/).slice(0, -1));
  expect(copied).toContain('package-lock.json');
  for (const source of copied.filter((each) => each !== '.')) {
    expect(existsSync(source), source).toBe(true);
    expect(left.ignores(source), source).toBe(false);
  }
});

test('in the image is what makes the build and nothing that is only for tests, made, or secret', () => {
  const inside = new Set(tracked.filter((file) => !left.ignores(file)));
  for (const needed of [
    'cli/newsroom.js',
    'next.config.js',
    'proxy.ts',
    'contentlayer.config.js',
    'tsconfig.json',
  ])
    expect(inside, needed).toContain(needed);
  for (const part of ['app', 'components', 'content', 'lib', 'pages', 'public', 'reader'])
    for (const file of tracked.filter((each) => each.startsWith(`${part}/`) && !/\.test\./.test(each)))
      expect(inside, file).toContain(file);
  const out = [...inside].filter((file) => /\.test\.|^(e2e|bench|deploy|\.github)\//.test(file));
  expect(out).toEqual([]);
  for (const file of [
    '.env',
    'deploy/.env',
    'newsroom.env',
    '.git/config',
    'node_modules/next/package.json',
    '.next/BUILD_ID',
    '.data/secret',
    'public/assets/reader.js',
    'kept.tar.gz',
  ])
    expect(left.ignores(file), file).toBe(true);
});

test('it runs as somebody who isn’t root, and asks whether it is ready', () => {
  expect(argumentsOf('USER')).toEqual(['node']);
  expect(argumentsOf('HEALTHCHECK').join()).toContain('/api/health/ready');
  expect(JSON.parse(argumentsOf('CMD').at(-1) ?? '')).toEqual(['node', 'cli/newsroom.js', 'start']);
  for (const from of argumentsOf('FROM').filter((line) => !line.startsWith('packages')))
    expect(from).toMatch(/^\S+:\d+\S*( AS \w+)?$/);
});

type Service = Readonly<{
  image?: string;
  read_only?: boolean;
  tmpfs?: string[];
  init?: boolean;
  cap_drop?: string[];
  environment?: Record<string, string>;
  volumes?: string[];
  networks?: string[];
  ports?: string[];
  stop_grace_period?: string;
}>;
const compose = parse(read('deploy/compose.yml')) as Readonly<{
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
  networks: Record<string, { internal?: boolean } | null>;
}>;

test('composed, the portal’s tree is read-only, its data a volume, and only TLS has ports', () => {
  const { portal, database, tls } = compose.services;
  expect(portal).toMatchObject({ read_only: true, tmpfs: ['/tmp'], cap_drop: ['ALL'], init: true });
  expect(Number.parseInt(portal?.stop_grace_period ?? '', 10)).toBeGreaterThan(10);
  expect(portal?.volumes).toContain('data:/data');
  for (const [name, { ports }] of Object.entries(compose.services))
    expect(ports === undefined, name).toBe(name !== 'tls');
  expect(database?.networks?.map((name) => compose.networks[name]?.internal)).toEqual([true]);
  expect(tls?.volumes).toContain('./Caddyfile:/etc/caddy/Caddyfile:ro');
  const named = Object.values(compose.services).flatMap(({ volumes = [] }) =>
    volumes.map((each) => each.split(':')[0] ?? ''),
  );
  expect(named.filter((name) => /^\w+$/.test(name)).toSorted()).toEqual(
    Object.keys(compose.volumes).toSorted(),
  );
});

test('every setting it passes on is one, and those that it can’t do without stop it with how to make them', () => {
  const environment = compose.services.portal?.environment ?? {};
  expect(settingNames).toEqual(expect.arrayContaining(Object.keys(environment)));
  for (const name of ['SITE_URL', 'PORTAL_SECRET']) expect(environment[name]).toMatch(/^\$\{\w+:\?.{10,}\}$/);
  expect(environment.DATABASE_URL).toMatch(/\$\{POSTGRES_PASSWORD:\?.{10,}\}/);
});

test('the unit starts what is there, has a settings file, and gives a portal time to end', () => {
  const unit = read('deploy/newsroom.service');
  const of = (name: string) => new RegExp(`^${name}=(.*)$`, 'm').exec(unit)?.[1] ?? '';
  const [node, command = '', ...rest] = of('ExecStart').split(' ');
  expect([path.basename(node ?? ''), existsSync(command), ...rest]).toEqual(['node', true, 'start']);
  expect(of('EnvironmentFile')).toBe('/etc/newsroom.env');
  expect(Number(of('TimeoutStopSec'))).toBeGreaterThan(10);
  for (const name of ['NoNewPrivileges', 'PrivateTmp', 'ProtectHome']) expect(of(name), name).toBe('true');
  expect([of('ProtectSystem'), of('User')]).toEqual(['strict', 'newsroom']);
  expect(`/var/lib/${of('StateDirectory')}`).toBe(/^Environment=DATA_DIR=(.*)$/m.exec(unit)?.[1]);
});

test('commands by hand and by cron run as the service does', () => {
  const [unit, command] = ['deploy/newsroom.service', 'deploy/newsroom.sh'].map(read);
  for (const name of ['User', 'WorkingDirectory', 'EnvironmentFile']) {
    const value = new RegExp(`^${name}=(.*)$`, 'm').exec(unit ?? '')?.[1];
    expect(command).toContain(`-p ${name}=${value} `);
  }
  for (const [, set] of unit?.matchAll(/^Environment=(.*)$/gm) ?? []) expect(command).toContain(`-E ${set} `);
  const jobs = read('deploy/newsroom.cron')
    .split('\n')
    .filter((line) => /^[\d*]/.test(line));
  expect(jobs).toHaveLength(2);
  for (const job of jobs) expect(job).toMatch(/^([\d*]+ ){5}root .*\bnewsroom (backup|publish)\b/);
});

test('Caddy keeps from the public what is the operator’s', () => {
  const caddyfile = read('deploy/Caddyfile');
  expect(caddyfile).toMatch(/@operators path \/metrics \/api\/health\/deep/);
  expect(caddyfile).toMatch(/respond @operators 404/);
});

/** Types are for the compiler alone. */
const imported =
  /^(?:import|export)\s(?!type\b)[^'"]*?from '([^'.#][^']*)'|(?:import|require(?:\.resolve)?)\('([^'.#][^']*)'\)|^import '([^'.#][^']*)'/gm;

test('whatever runs in production is made of packages that are installed there', () => {
  const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> };
  const running = tracked.filter(
    (file) =>
      /^(app|components|lib|pages|reader|cli)\/.*\.(ts|tsx|js)$|^(next\.config|contentlayer\.config)\.js$|^proxy\.ts$/.test(
        file,
      ) && !/\.test\.|\/broken\//.test(file),
  );
  const missing = running.flatMap((file) =>
    [...read(file).matchAll(imported)].flatMap((match) => {
      const name = match[1] ?? match[2] ?? match[3] ?? '';
      const [scope = '', inner = ''] = name.split('/');
      const wanted = scope.startsWith('@') ? `${scope}/${inner}` : scope;
      return name.startsWith('node:') || wanted in dependencies ? [] : [`${file}: ${name}`];
    }),
  );
  expect(running.length).toBeGreaterThan(300);
  expect(missing).toEqual([]);
  expect(readdirSync('deploy')).toContain('compose.yml');
});

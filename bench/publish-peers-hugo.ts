/** Hugo, one program in Go: its newest release where that can be downloaded, else the one that Debian has. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import {
  bodyOf,
  fieldOf,
  firstLine,
  type Installed,
  installPackages,
  listed,
  type Peer,
  run,
  type Source,
} from './publish-peers-site.ts';

/** An npm package that downloads the release of the same number when it is installed. */
const packages = { 'hugo-extended': '0.166.0' };
/** The Debian package, and the libraries it doesn't find on every machine. */
const debian = ['hugo', 'libsass1', 'libwebp7'];

const settings = `baseURL: https://example.org/
title: Synthetic Times
disableKinds: [taxonomy, term, sitemap]
outputs:
  home: [html, rss]
  section: [html]
services:
  rss:
    limit: ${listed.feed}
`;

const page = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body>{{ block "main" . }}{{ end }}</body>
</html>
`;

const list = (pages: string) => `{{ define "main" }}<h1>{{ .Title }}</h1>
<ul>{{ range first ${listed.list} ${pages} }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>
{{ end }}
`;

const story = `{{ define "main" }}<h1>{{ .Title }}</h1>
<p>{{ .Params.story.standfirst }}</p>
<time datetime="{{ .Date.Format "2006-01-02T15:04:05Z07:00" }}">{{ .Date.Format "2 January 2006" }}</time>
{{ .Content }}
{{ end }}
`;

export const hugo: Peer = {
  name: 'Hugo',
  form: 'md',
  install,
  files: {
    'hugo.yaml': settings,
    'layouts/_default/baseof.html': page,
    'layouts/_default/list.html': list('.RegularPages'),
    'layouts/_default/single.html': story,
    'layouts/index.html': list('site.RegularPages'),
  },
  // Some of our fields (kind, lang) mean something else to Hugo, so none stands at the top.
  story: (source) => ({
    file: place(source),
    text: `---\ntitle: ${fieldOf(source, 'headline')}\ndate: ${fieldOf(source, 'publishedAt')}\nstory:\n${source.front.replace(/^/gm, '  ').trimEnd()}\n---\n${bodyOf(source, 'md')}`,
  }),
  finished: 'public',
  address: (source) =>
    place(source)
      .replace(/^content/, '')
      .replace(/\.md$/, '/'),
};

/** A folder is a section to Hugo. */
const place = (source: Source) => `content/${fieldOf(source, 'section')}/${source.slug}.md`;

async function install(folder: string): Promise<Installed> {
  const release = { program: path.join(folder, 'node_modules/.bin/hugo') };
  const asked = await installPackages(folder, packages)
    .then(() => named(folder, release))
    .catch((error: Error) => error);
  if (!(asked instanceof Error)) return asked;
  const unpacked = await unpackDebian(folder).catch((error: Error) => error);
  if (unpacked instanceof Error) throw new Error(`${firstLine(asked)}; ${firstLine(unpacked)}`);
  return named(folder, unpacked);
}

type Program = Readonly<{ program: string; env?: Readonly<Record<string, string>> }>;

async function named(folder: string, hugo: Program): Promise<Installed> {
  const version = /v\d+\.\d+\.\d+/.exec(await run(folder, { ...hugo, argv: ['version'] }))?.[0];
  // A machine whose clock is behind would leave out the newest stories.
  return { name: `Hugo ${version?.slice(1)}`, build: [{ ...hugo, argv: ['--buildFuture'] }] };
}

/** Into the peer's folder: nothing is installed on the machine. */
async function unpackDebian(folder: string): Promise<Program> {
  await run(folder, { program: 'apt-get', argv: ['download', ...debian] });
  for (const file of readdirSync(folder).filter((file) => file.endsWith('.deb')))
    await run(folder, { program: 'dpkg-deb', argv: ['-x', file, 'debian'] });
  const libraries = readdirSync(path.join(folder, 'debian/usr/lib')).map((name) =>
    path.join(folder, 'debian/usr/lib', name),
  );
  return {
    program: path.join(folder, 'debian/usr/bin/hugo'),
    env: { LD_LIBRARY_PATH: libraries.join(':') },
  };
}

/**
 * Loads TypeScript of ours: put together by esbuild with what it uses, once, and again when a file of it has changed.
 * Read file by file through tsx, a command took twice the processor time before its first line ran.
 */
import { createHash, randomUUID } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const root = path.join(import.meta.dirname, '../..');
/** npm empties it with node_modules, and nothing that is published is made of it. */
const home = path.join(root, 'node_modules', '.cache', 'newsroom');
const manifest = path.join(home, 'built.json');

/** What runs by itself: the command, and the threads of a portal. */
const entries = ['cli/main.ts', 'lib/audience/thread.ts', 'lib/content/worker.ts', 'lib/press/thread.ts'];

/** Packages with files of their own beside them: native code, fonts, other threads. */
const apart = [
  '@contentlayer2/*',
  '@parcel/watcher',
  '@vercel/og',
  'contentlayer2',
  'esbuild',
  'libsql',
  'next',
  'pg',
  'pino',
  'sharp',
  'tsx',
];

/** So many builds are kept: a portal that has run for long may still read from an older one. */
const kept = 5;

/**
 * @param {string} entry One of `entries`.
 * @returns {Promise<any>} The module.
 */
export async function load(entry) {
  const folder = upToDate() ?? (await put());
  if (folder) return import(pathToFileURL(path.join(folder, entry.replace(/\.ts$/, '.js'))).href);
  const { register } = await import('tsx/esm/api');
  register();
  return import(pathToFileURL(path.join(root, entry)).href);
}

/** The folder of the last build if it is of the files as they are. */
function upToDate() {
  try {
    const { clone, folder, inputs } = JSON.parse(readFileSync(manifest, 'utf8'));
    if (clone !== root) return undefined; // Copied from another, whose places are built in.
    for (const [file, stamp] of Object.entries(inputs)) if (stampOf(file) !== stamp) return undefined;
    accessSync(path.join(folder, 'cli', 'main.js'), constants.R_OK); // It may be somebody else's, and closed to us.
    return folder;
  } catch {
    return undefined;
  }
}

/** @param {string} file */
function stampOf(file) {
  const { mtimeMs, size } = statSync(path.join(root, file));
  return `${mtimeMs} ${size}`;
}

/** Builds; nothing where nothing may be written, or where what is there can't be built: tsx will say why. */
async function put() {
  try {
    mkdirSync(home, { recursive: true });
    const { outputFiles, inputs } = await build();
    const hash = createHash('sha256');
    for (const { path: file, contents } of outputFiles) hash.update(`${file}\n`).update(contents);
    const folder = path.join(home, hash.digest('hex').slice(0, 16));
    if (!existsSync(folder)) write(folder, outputFiles);
    const draft = `${manifest}.${randomUUID()}.tmp`;
    writeFileSync(draft, JSON.stringify({ clone: root, folder, inputs }));
    renameSync(draft, manifest);
    forgetOld(folder);
    return folder;
  } catch {
    return undefined;
  }
}

async function build() {
  const esbuild = await import('esbuild');
  const outdir = path.join(home, 'out');
  const stamps = new Map(['package-lock.json', 'lib/code/load.js'].map((file) => [file, stampOf(file)]));
  const { outputFiles } = await esbuild.build({
    absWorkingDir: root,
    entryPoints: entries,
    outbase: root,
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external: apart,
    // Packages written for require() find it.
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    write: false,
    logLevel: 'silent',
    plugins: [
      {
        name: 'ours',
        setup: (build) => build.onLoad({ filter: /\.([jt]sx?|json)$/ }, (read) => ours(read.path, stamps)),
      },
    ],
  });
  await esbuild.stop(); // Its own process would stay as long as a portal.
  return { outputFiles, inputs: Object.fromEntries(stamps) };
}

/**
 * A file of ours, with where it stands in place of where it is built to. Its time is taken before it is read: what is
 * saved meanwhile is built again.
 * @param {string} file
 * @param {Map<string, string>} stamps
 */
function ours(file, stamps) {
  if (file.includes(`${path.sep}node_modules${path.sep}`)) return undefined;
  stamps.set(path.relative(root, file), stampOf(path.relative(root, file)));
  const contents = readFileSync(file, 'utf8')
    .replaceAll('import.meta.dirname', JSON.stringify(path.dirname(file)))
    .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(file).href));
  return { contents, loader: path.extname(file).slice(1) };
}

/** Whole or not at all: two commands may build at once. */
function write(folder, files) {
  // Not a folder for ourselves: who builds need not be who runs it.
  const draft = path.join(home, `draft-${randomUUID()}`);
  for (const { path: file, contents } of files) {
    const place = path.join(draft, path.relative(path.join(home, 'out'), file));
    mkdirSync(path.dirname(place), { recursive: true });
    writeFileSync(place, contents);
  }
  try {
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true });
    if (!existsSync(folder)) throw error;
  }
}

function forgetOld(folder) {
  const others = readdirSync(home, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => path.join(home, entry.name))
    .filter((other) => other !== folder)
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  for (const old of others.slice(kept - 1)) rmSync(old, { recursive: true, force: true });
}

/** In a thread: checks each file of a batch, then has Contentlayer compile those that passed. */
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type { Body } from '#lib/edition/model.ts';
import { forgetBodies, rememberBody } from './body-plugin.ts';
import { CheckedCache } from './cache.ts';
import type { Instead } from './check.ts';
import { type CheckedFile, checkFile, withoutText } from './file.ts';
import { decode } from './source.ts';

/** `keys`: names under which what is found is to be kept. `instead`: files as they would be. */
export type Batch = Readonly<{
  number: number;
  files: readonly string[];
  keys: ReadonlyMap<string, string | undefined>;
  instead: Instead;
}>;
export type Setup = Readonly<{ contentDir: string; dataDir: string; stageDir: string; siteLang: string }>;
export type Compiled = Readonly<{ number: number; files: readonly CheckedFile[] }>;

type Document = { _raw: { sourceFilePath: string }; body?: { html: string } };
/** `occurs`: which fields the stories on the stage have, by their paths. */
type Compile = (stage: string, occurs: (path: string) => boolean) => Promise<Document[]>;
type Build = (
  options: object,
) => Promise<{ _tag: string; data?: { allDocuments: Document[] }; error?: unknown }>;

const { contentDir, dataDir, stageDir, siteLang } = workerData as Setup;
const cache = new CheckedCache(dataDir);
/** What each file of the batch held when it was read: it is read once, whoever saves it meanwhile. */
let texts: ReadonlyMap<string, Uint8Array> = new Map();
let instead: Instead = new Map();
let compiler: Promise<Compile> | undefined;

parentPort?.on('message', async ({ number, files, keys, instead: given }: Batch) => {
  instead = given;
  texts = new Map(files.flatMap((file) => readIfThere(file)));
  const checked = files.map((file) => checkAsKnown(file, keys.get(file)));
  const passed = checked.filter(({ findings }) => findings.length === 0);
  const compiled = await compileAll(passed, path.join(stageDir, String(number)));
  const done = checked.map((file) => keep(compiled.get(file.file) ?? file, keys.get(file.file)));
  parentPort?.postMessage({ number, files: done } satisfies Compiled);
});

/** Writes down what was found; a story's text stays on the disk, for passing it between threads costs as much as making it. */
function keep(file: CheckedFile, key: string | undefined): CheckedFile {
  if (key === undefined || file.uncertain) return file;
  cache.write(key, file);
  return withoutText(file);
}

/** A file as it is, or as it would be; nothing if it has gone since somebody saw it. */
function readIfThere(file: string): [file: string, bytes: Uint8Array][] {
  try {
    return [[file, instead.get(file) ?? readFileSync(path.join(contentDir, file))]];
  } catch {
    return [];
  }
}

/** What was found in a file, if it still is what it was when its key was made. */
function checkAsKnown(file: string, key: string | undefined): CheckedFile {
  const bytes = texts.get(file);
  if (bytes && (key === undefined || key === cache.key(file, bytes, siteLang)))
    return checkFile(file, bytes, siteLang);
  const what = `was ${bytes ? 'saved' : 'taken away'} while it was read`;
  const finding = { line: 1, column: 1, what, mend: 'once more, now that it is done' };
  return { ...checkFile(file, bytes ?? new Uint8Array(), siteLang), uncertain: true, findings: [finding] };
}

/** Contentlayer's documents for files that passed the check. What it refuses gets a finding; none may vanish. */
async function compileAll(files: readonly CheckedFile[], stage: string): Promise<Map<string, CheckedFile>> {
  if (files.length === 0) return new Map();
  try {
    return await compile(files, stage);
  } catch (error) {
    if (isOfTheSystem(error)) throw error; // A full disk is no fault of a file.
    const [only] = files;
    if (only && files.length === 1) return new Map([[only.file, refused(only, error as Error)]]);
    // It refuses a whole batch for one file in it: find which.
    const middle = Math.ceil(files.length / 2);
    const halves = [files.slice(0, middle), files.slice(middle)];
    const found: [string, CheckedFile][] = [];
    for (const half of halves) found.push(...(await compileAll(half, stage)));
    return new Map(found);
  }
}

async function compile(files: readonly CheckedFile[], stage: string): Promise<Map<string, CheckedFile>> {
  for (const { file, body } of files) {
    putOnStage(stage, file, texts.get(file) ?? new Uint8Array());
    if (body) rememberBody(file, body);
  }
  compiler ??= loadCompiler();
  try {
    const fields = fieldsIn(files);
    const documents = await (await compiler)(stage, (field) => fields.has(field));
    const byFile = new Map(documents.map((document) => [document._raw.sourceFilePath, document]));
    return new Map(files.map((file) => [file.file, withDocument(file, byFile.get(file.file))]));
  } finally {
    forgetBodies();
    rmSync(stage, { recursive: true, force: true });
  }
}

/** The paths of all fields that some files have, `sources.url` for one that a source has. */
const fieldsIn = (files: readonly CheckedFile[]) =>
  new Set(
    files.flatMap(({ positions }) => Object.keys(positions).map((place) => place.replace(/\.\d+/g, ''))),
  );

const isOfTheSystem = (error: unknown) => typeof (error as NodeJS.ErrnoException).syscall === 'string';

const shouldHaveSaid = 'please report this: the check should have said where and why';

function refused(file: CheckedFile, { message }: Error): CheckedFile {
  const what = `Contentlayer refuses the file: ${message}`;
  return { ...file, uncertain: true, findings: [{ line: 1, column: 1, what, mend: shouldHaveSaid }] };
}

function withDocument(file: CheckedFile, document: Document | undefined): CheckedFile {
  if (document) return document.body ? { ...file, body: JSON.parse(document.body.html) as Body } : file;
  const what = 'Contentlayer gave no document for this file';
  return { ...file, uncertain: true, findings: [{ line: 1, column: 1, what, mend: shouldHaveSaid }] };
}

/** As it is where Contentlayer reads it as the check does; else with plain line ends and no byte order mark. */
function putOnStage(stage: string, file: string, bytes: Uint8Array): void {
  const source = path.join(contentDir, file);
  const target = path.join(stage, file);
  mkdirSync(path.dirname(target), { recursive: true });
  if (instead.has(file) || bytes.includes(0x0d) || bytes[0] === 0xef) {
    writeFileSync(target, decode(bytes).text);
    return;
  }
  try {
    linkSync(source, target);
  } catch {
    writeFileSync(target, bytes); // Another device, or a file system without links.
  }
}

/** Contentlayer by its API. It reads PWD before the working folder it is given, and the source's folder at import. */
async function loadCompiler(): Promise<Compile> {
  const { dynamicBuildMain } = (await import('@contentlayer2/core')) as unknown as {
    dynamicBuildMain: Build;
  };
  process.env.CONTENTLAYER_DIR = '.';
  const configFile = path.join(import.meta.dirname, '../../contentlayer.config.js');
  // @ts-expect-error It is JavaScript, so that Contentlayer's own command can read it too.
  // biome-ignore lint/style/noRestrictedImports: Contentlayer wants its configuration in the project's folder.
  const { sourceOf } = (await import('../../contentlayer.config.js')) as {
    sourceOf: (occurs: (path: string) => boolean) => (sourceKey: undefined) => Promise<object>;
  };
  return async (stage, occurs) => {
    process.env.PWD = stage;
    const config = { source: await sourceOf(occurs)(undefined), esbuildHash: 'portal', filePath: configFile };
    const result = await dynamicBuildMain({ config, verbose: false, runtimeDeps: { cwd: stage } });
    if (result._tag !== 'Data' || !result.data) throw new Error(JSON.stringify(result.error).slice(0, 2000));
    return result.data.allDocuments;
  };
}

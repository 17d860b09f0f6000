/** Asks git, without its ever changing anything, asking the network or running a program that a repository names. */
import { spawn } from 'node:child_process';

/** git could not answer: it isn't there, or doesn't know what it was asked for. */
export class GitFailed extends Error {}

/** What git prints when it is asked in a folder. Throws GitFailed. */
export async function askGit(folder: string, argv: readonly string[], input?: string): Promise<Buffer> {
  const child = spawn('git', ['-C', folder, ...settings, ...argv], {
    env: environment(),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const printed: Buffer[] = [];
  const said: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => printed.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
  child.stdin.on('error', () => {}); // It ended before it had read everything: its code says why.
  child.stdin.end(input);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', (error) => reject(new GitFailed(error.message)));
    child.once('close', resolve);
  });
  if (code !== 0)
    throw new GitFailed(Buffer.concat(said).toString('utf8').trim() || `git ended with ${code}`);
  return Buffer.concat(printed);
}

/** Whatever somebody has set for their own terminal. */
const settings = [
  '-c',
  'log.showSignature=false',
  '-c',
  'core.fsmonitor=false',
  '-c',
  'core.quotePath=false',
];

/**
 * A hook's variables would lead git to another repository. A clone without all its files would fetch them: no protocol
 * is allowed. And git writes nothing in passing, which `gitAtWork` would take for work.
 */
function environment(): NodeJS.ProcessEnv {
  const others = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'));
  return {
    ...(Object.fromEntries(others) as NodeJS.ProcessEnv),
    GIT_OPTIONAL_LOCKS: '0',
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_NO_LAZY_FETCH: '1',
    GIT_TERMINAL_PROMPT: '0',
    LC_ALL: 'C',
  };
}

/** The bytes of files by git's names for them; those that it doesn't have are missing. Throws GitFailed. */
export async function readBlobs(folder: string, names: readonly string[]): Promise<Map<string, Buffer>> {
  const blobs = new Map<string, Buffer>();
  for (let from = 0; from < names.length; from += blobsAtOnce) {
    const some = names.slice(from, from + blobsAtOnce);
    const printed = await askGit(folder, ['cat-file', '--batch'], `${some.join('\n')}\n`);
    let at = 0;
    for (const name of some) {
      const end = printed.indexOf(0x0a, at);
      const [, type, size] = printed.subarray(at, end).toString('latin1').split(' ');
      at = end + 1;
      if (type !== 'blob') {
        if (type !== 'missing') at += Number(size) + 1;
        continue;
      }
      blobs.set(name, Buffer.from(printed.subarray(at, at + Number(size))));
      at += Number(size) + 1;
    }
  }
  return blobs;
}

/** Some ten megabytes of stories in memory. */
const blobsAtOnce = 2_000;

/** A file that differs between two states: git's names for its bytes, none where it isn't there. */
export type RawChange = Readonly<{ file: string; was?: string; is?: string }>;

/** Reads what `--raw -z` prints: `:mode mode name name status`, then the path. */
export function readRaw(tokens: readonly string[]): RawChange[] {
  const changes: RawChange[] = [];
  for (const [index, token] of tokens.entries()) {
    const [, was = '', is = ''] = /^\n?:\d+ \d+ ([0-9a-f]+) ([0-9a-f]+) \w+$/.exec(token) ?? [];
    const file = tokens[index + 1];
    if (was === '' || file === undefined) continue;
    changes.push({ file, ...(isNone(was) ? {} : { was }), ...(isNone(is) ? {} : { is }) });
  }
  return changes;
}

const isNone = (name: string) => /^0+$/.test(name);

/** Stories, as paths under the content folder. */
export const storyFiles = ':(glob)stories/**/*.mdx';

/** Brings a clone to newer code: first all of it in a tree of its own, so that what can go wrong does so there. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Settings } from '#lib/settings/settings.ts';

/** Runs a program in a folder and gives what it prints. Throws with what it says if it fails. */
export type Run = (
  folder: string,
  program: string,
  argv: readonly string[],
  environment?: Readonly<Record<string, string>>,
) => Promise<string>;

export type UpgradeWish = Readonly<{
  settings: Settings;
  projectDir: string;
  /** A branch, tag or commit; without it, what the clone's branch follows. */
  to?: string;
  /** Changes nothing. */
  rehearse: boolean;
  report: (line: string) => void;
  run?: Run;
}>;

export type Upgraded = Readonly<{ from: string; to: string; isNew: boolean }>;

const install = ['ci', '--omit=dev', '--ignore-scripts'] as const;
const command = path.join('cli', 'newsroom.js');

const noBranch =
  'The clone is on no branch that follows another, so there is nothing newer. Go back to it (git checkout main), or name a version.';
const storiesWouldGoBack =
  'Stories were changed since that version; going back would publish them as they were then, withdrawn ones too. Take the code alone back (git revert) and upgrade to that.';

/** Gives the commits it went from and to. Throws if the new code can't be built with today's content and settings; nothing is changed then. */
export async function upgrade(wish: UpgradeWish): Promise<Upgraded> {
  const { projectDir, rehearse, report, run = runProgram } = wish;
  const git = async (...argv: string[]) => (await run(projectDir, 'git', argv)).trim();
  const changed = await git('status', '--porcelain', '--untracked-files=no');
  if (changed !== '')
    throw new Error(`Files of the clone were changed here; commit them or put them back first:\n${changed}`);
  await git('fetch', '--tags', '--quiet');
  const from = await git('rev-parse', 'HEAD');
  const to = await git('rev-parse', '--verify', `${wish.to ?? '@{upstream}'}^{commit}`).catch((error) => {
    throw wish.to === undefined ? new Error(noBranch) : error;
  });
  if (from === to) return { from, to, isNew: false };
  // Content that lies in the clone would go back too: what was withdrawn since would be public again.
  const content = contentInside(wish);
  if (content !== undefined && (await git('rev-list', '--count', `${to}..${from}`, '--', content)) !== '0')
    throw new Error(storiesWouldGoBack);
  report(
    `${await git('rev-list', '--count', `${from}..${to}`)} commits are new. Trying them in a tree of their own.`,
  );
  await tryOut(wish, to, run);
  if (rehearse) return { from, to, isNew: true };
  // A branch stays a branch where it can; going back, or to a tag beside it, it can't.
  await git('merge', '--ff-only', '--quiet', to).then(
    async () => (await git('rev-parse', 'HEAD')) === to || git('checkout', '--quiet', '--detach', to),
    () => git('checkout', '--quiet', '--detach', to),
  );
  report('The clone is at the new code. Installing and building; pages are read meanwhile.');
  await run(projectDir, 'npm', install);
  await run(projectDir, process.execPath, [command, 'press']);
  return { from, to, isNew: true };
}

/** Where the content lies in the clone, if it does. */
function contentInside({
  settings,
  projectDir,
}: Pick<UpgradeWish, 'settings' | 'projectDir'>): string | undefined {
  const inside = path.relative(projectDir, settings.contentDir);
  return inside.startsWith('..') || path.isAbsolute(inside) ? undefined : inside;
}

/** Installs, checks the settings, builds and makes an edition of today's content, all of it elsewhere. */
async function tryOut({ settings, projectDir, report }: UpgradeWish, to: string, run: Run): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'upgrade-'));
  const tree = path.join(folder, 'tree');
  // Content that lies in the clone goes with the code; elsewhere it stays where it is.
  const inside = contentInside({ settings, projectDir });
  const environment = {
    DATA_DIR: path.join(folder, 'data'),
    CONTENT_DIR: inside === undefined ? settings.contentDir : path.join(tree, inside),
  };
  try {
    await run(projectDir, 'git', ['worktree', 'add', '--quiet', '--detach', tree, to]);
    await run(tree, 'npm', install);
    await run(tree, process.execPath, [command, 'settings'], environment);
    report('Its packages are installed and its settings are all there. Building it (minutes).');
    await run(tree, process.execPath, [command, 'press'], environment);
    report('It builds, and makes an edition of today’s content.');
  } finally {
    await run(projectDir, 'git', ['worktree', 'remove', '--force', tree]).catch(() => {});
    rmSync(folder, { recursive: true, force: true });
  }
}

const most = 64 * 1024 * 1024;

async function runProgram(...[folder, program, argv, environment]: Parameters<Run>): Promise<string> {
  try {
    const env = { ...process.env, ...environment };
    return (await promisify(execFile)(program, [...argv], { cwd: folder, env, maxBuffer: most })).stdout;
  } catch (error) {
    const { stderr = '', message } = error as Error & { stderr?: string };
    const what = [path.basename(program), ...argv].join(' ');
    throw new Error(`"${what}" failed:\n${(stderr.trim() || message).slice(-4000)}`, { cause: error });
  }
}

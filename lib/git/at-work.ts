/** Whether git is in the middle of something in the work tree that a folder lies in: then its files are of no state that anybody wanted. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** What git leaves in its folder while it works, or while it waits for somebody to mend a conflict. */
const traces = {
  'index.lock': 'writing',
  'rebase-merge': 'in the middle of a rebase',
  'rebase-apply': 'in the middle of a rebase',
  MERGE_HEAD: 'in the middle of a merge',
  CHERRY_PICK_HEAD: 'in the middle of a cherry-pick',
  REVERT_HEAD: 'in the middle of a revert',
};

/** What git is doing, in words; nothing if it does nothing, or if the folder is not under git. */
export function gitAtWork(folder: string): string | undefined {
  const gitDir = gitDirOf(folder);
  const trace = gitDir && Object.entries(traces).find(([name]) => existsSync(path.join(gitDir, name)));
  return trace?.[1];
}

/** Where git keeps what it knows of the work tree that a folder lies in; nothing if it isn't under git. */
export function gitDirOf(folder: string): string | undefined {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    const git = path.join(at, '.git');
    const stat = statSync(git, { throwIfNoEntry: false });
    if (stat?.isDirectory()) return git;
    // In a linked work tree it is a file that says where.
    if (stat)
      return path.resolve(
        at,
        readFileSync(git, 'utf8')
          .replace(/^gitdir:\s*/, '')
          .trim(),
      );
    if (at === path.dirname(at)) return undefined;
  }
}

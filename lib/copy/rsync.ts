/** A target that rsync reaches: objects first, then what names them, then the one file by which a portal there switches. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { filesOf, originalsFolder } from './edition-files.ts';
import { offerFile, type Place, type Target } from './target.ts';

/** A host that falls silent holds nothing up for longer, in seconds. */
const silence = 20;
const quiet = ['--timeout', String(silence)];
/** What asks for a password gets none: nobody sits at a server. */
const shell = `ssh -o BatchMode=yes -o ConnectTimeout=${silence}`;
/** Files that never change. Without their times: theirs is when they came, for whoever tidies up there. */
const lastingOptions = ['--links', '--perms', '--ignore-existing', '--files-from=-', '--from0'];

export function rsyncTarget(name: string, { dataDir, contentDir }: Place): Target {
  const bringFiles = (files: readonly string[], more: readonly string[] = []) =>
    files.length === 0
      ? Promise.resolve('')
      : rsync([...lastingOptions, ...more, `${dataDir}/`, `${name}/`], files.join('\0'));
  return {
    name,
    async bring(edition, base) {
      const { lasting, naming, originals } = filesOf(dataDir, edition, base);
      await bringFiles(lasting);
      const there = originals.filter((file) => existsSync(path.join(contentDir, file)));
      if (there.length > 0)
        await rsync(
          ['--times', '--files-from=-', '--from0', `${contentDir}/`, `${name}/${originalsFolder}/`],
          there.join('\0'),
        );
      await bringFiles(naming);
    },
    // rsync writes a file beside its place and renames it.
    async offer(edition) {
      const folder = mkdtempSync(path.join(tmpdir(), 'offer-'));
      try {
        mkdirSync(path.join(folder, 'editions'));
        const file = path.join('editions', offerFile);
        writeFileSync(path.join(folder, file), edition);
        // Names are equally long, and a clock can stand still: contents are compared.
        await rsync(['--checksum', '--files-from=-', '--from0', `${folder}/`, `${name}/`], file);
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
    async rehearse(edition) {
      const { lasting, naming } = filesOf(dataDir, edition);
      const told = await bringFiles([...lasting, ...naming], ['--dry-run', '--stats']);
      const number = (label: string) =>
        Number(new RegExp(`^${label}: ([\\d,.]+)`, 'm').exec(told)?.[1]?.replace(/\D/g, '') ?? 0);
      return {
        files: number('Number of regular files transferred'),
        bytes: number('Total transferred file size'),
      };
    },
  };
}

/** Gives what rsync prints. Throws what it complains of, in its own words. */
function rsync(options: readonly string[], input: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, LC_ALL: 'C', RSYNC_RSH: process.env.RSYNC_RSH ?? shell };
    const child = spawn('rsync', [...quiet, ...options], { env });
    let told = '';
    let complaints = '';
    child.stdout.on('data', (chunk: Buffer) => (told += chunk));
    child.stderr.on('data', (chunk: Buffer) => (complaints = (complaints + chunk).slice(-2000)));
    child.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'ENOENT' ? new Error('rsync is not installed on this machine') : error),
    );
    child.once('close', (code) => {
      if (code === 0) resolve(told);
      else reject(new Error(complaints.trim().split('\n')[0] || `rsync ended with ${code}`));
    });
    child.stdin.on('error', () => {}); // It has ended before it read its list: its status says why.
    child.stdin.end(input);
  });
}

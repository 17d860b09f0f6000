/** `newsroom backup` and `newsroom recover`: what can't be made again goes into a file, and comes back. */
import { makeBackup } from '#lib/backup/backup.ts';
import type { BackupList } from '#lib/backup/contents.ts';
import { recover as recoverFrom } from '#lib/backup/recover.ts';
import { readSettings } from '#lib/settings/settings.ts';
import { readOptions } from './options.ts';
import { counted, printLine } from './report.ts';

const backupUsage = `Usage: newsroom backup FILE.tar.gz [--all]

Copies what can't be made again out of DATA_DIR, while the portal runs: the audience and the secret. The archive
is read back before it counts. It holds no salts, so that nobody can tell readers by it. Keep it like a password.

  --all   editions and finished files too, so that a portal serves at once from it

Stories are in git, and an audience in PostgreSQL is there; neither is in the archive.
`;

const recoverUsage = `Usage: newsroom recover FILE.tar.gz [--into FOLDER] [--replace] [--rehearse]

Puts a backup back into DATA_DIR. The portal must have stopped. Everything in the archive is looked at first; if
anything is wrong, nothing is changed.

  --into      another folder than DATA_DIR
  --replace   what is in the folder is put aside, into replaced-… in it
  --rehearse  says what would be done and changes nothing
`;

export async function backup(argv: string[]): Promise<number> {
  const options = readOptions(argv, backupUsage, { all: { type: 'boolean' } }, true);
  if (options.exit !== undefined) return options.exit;
  const to = only(options.positionals, backupUsage);
  if (to === undefined) return 2;
  const settings = readSettings(process.env);
  const list = await makeBackup({ settings, to, everything: options.values.all === true, report: printLine });
  printLine(`${to}: ${whatIn(list)}.`);
  return 0;
}

export async function recover(argv: string[]): Promise<number> {
  const options = readOptions(
    argv,
    recoverUsage,
    { into: { type: 'string' }, replace: { type: 'boolean' }, rehearse: { type: 'boolean' } },
    true,
  );
  if (options.exit !== undefined) return options.exit;
  const from = only(options.positionals, recoverUsage);
  if (from === undefined) return 2;
  const { into = readSettings(process.env).dataDir, replace = false, rehearse = false } = options.values;
  const { list, aside } = await recoverFrom({ from, dataDir: into, replace, rehearse });
  const what = `${whatIn(list)}, of ${list.made}`;
  printLine(
    rehearse ? `${from} is whole: ${what}. Nothing was changed.` : `${into} has ${what}. Start the portal.`,
  );
  if (aside !== undefined) printLine(`What was there is in ${aside}; delete it when all is well.`);
  return 0;
}

function only([file, ...more]: readonly string[], usage: string): string | undefined {
  if (file !== undefined && more.length === 0) return file;
  process.stderr.write(`Name one file.\n\n${usage}`);
  return undefined;
}

function whatIn({ files, everything }: BackupList): string {
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const what = everything ? 'everything that was made' : 'what can’t be made again';
  return `${what}, ${counted(files.length, 'file')}, ${(bytes / 1_000_000).toFixed(1)} MB`;
}

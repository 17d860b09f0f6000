/** `newsroom rollback`: puts an earlier edition back. */
import { pressDesk } from '#lib/press/ask.ts';
import { readSettings } from '#lib/settings/settings.ts';
import { readOptions } from './options.ts';
import { printLine } from './report.ts';

const usage = `Usage: newsroom rollback [EDITION]

Puts an earlier edition back, whole: the one before the live one, or one by the beginning of its
name (newsroom status lists them). It stays until something is published; nothing that is due
goes live by itself meanwhile.
`;

export async function rollback(argv: string[]): Promise<number> {
  const options = readOptions(argv, usage, {}, true);
  if (options.exit !== undefined) return options.exit;
  const [edition, ...more] = options.positionals;
  if (more.length > 0) {
    process.stderr.write(`One edition at a time.\n\n${usage}`);
    return 2;
  }
  const settings = readSettings(process.env);
  const desk = await pressDesk({ settings, projectDir: process.cwd(), report: printLine });
  try {
    printLine(
      `Edition ${(await desk.rollback(edition)).slice(0, 8)} is live again, until something is published.`,
    );
    return 0;
  } finally {
    await desk.close();
  }
}

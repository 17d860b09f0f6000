/** `newsroom prepare`: checks content and keeps it where the Next.js app finds it. */
import { Press } from '#lib/press/press.ts';
import { bundleReaderScript } from '#lib/press/reader-script.ts';
import { readSettings } from '#lib/settings/settings.ts';
import { readOptions } from './options.ts';
import { printLine, withProblems } from './report.ts';

const usage = `Usage: newsroom prepare

Checks the content, keeps it in DATA_DIR and bundles the reader's script, so that "next dev" and
"next build" can render from them.
`;

export async function prepare(argv: string[]): Promise<number> {
  const options = readOptions(argv, usage, {});
  if (options.exit !== undefined) return options.exit;
  const settings = readSettings(process.env);
  return withProblems(async () => {
    const press = new Press({ settings, projectDir: process.cwd(), report: printLine });
    await press.prepare({ at: Date.now() }).finally(() => press.close());
    await bundleReaderScript(process.cwd());
  });
}

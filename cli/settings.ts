/** `newsroom settings`: what each setting is here and where that comes from; keeps the documentation's table right. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { writeWhole } from '#lib/disk/write.ts';
import { unmetIn } from '#lib/newsstand/needs.ts';
import { readSettings } from '#lib/settings/settings.ts';
import { settingsHelp, settingsIn, withSettingsTable } from '#lib/settings/table.ts';
import { readOptions } from './options.ts';
import { printLine } from './report.ts';

const usage = `Usage: newsroom settings [--json] [--write]

Says what each setting is here, what keeps a portal from starting with them (exit code 1), and what they mean.
Secrets are shown as "…".

  --json    the same for programs
  --write   makes the table in docs/running.md anew, when settings have changed in the code

Each is an environment variable (without it):

${settingsHelp()}`;

const page = path.join('docs', 'running.md');

export async function settings(argv: string[]): Promise<number> {
  const options = readOptions(argv, usage, { json: { type: 'boolean' }, write: { type: 'boolean' } });
  if (options.exit !== undefined) return options.exit;
  if (options.values.write) {
    writeWhole(page, withSettingsTable(readFileSync(page, 'utf8')));
    printLine(`${page} has the settings of the code.`);
    return 0;
  }
  const here = settingsIn(process.env);
  const unmet = unmetIn(readSettings(process.env));
  if (options.values.json) {
    printLine(JSON.stringify({ settings: here, unmet }));
    return unmet.length > 0 ? 1 : 0;
  }
  const width = Math.max(...here.map(({ name }) => name.length));
  for (const { name, value, from } of here)
    printLine(`${name.padEnd(width)}  ${value}${from === 'default' ? '  (not set)' : ''}`);
  if (unmet.length === 0) return 0;
  process.stderr.write(`\nA portal can't start with these:\n${unmet.join('\n')}\n`);
  return 1;
}

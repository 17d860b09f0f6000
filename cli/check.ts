/** `newsroom check`: every problem in the content, with line and remedy. */
import { checkContent } from '#lib/content/check.ts';
import { problemText } from '#lib/content/problem.ts';
import { readSettings } from '#lib/settings/settings.ts';
import { readOptions } from './options.ts';
import { printLine } from './report.ts';

const usage = `Usage: newsroom check [--json]

Checks everything in the content folder (CONTENT_DIR, default content) and prints every problem
as file:line:column, what is wrong and how to mend it. Exit code 1 if there is any.

  --json   print {"files": N, "problems": [...]} for other programs
`;

export async function check(argv: string[]): Promise<number> {
  const options = readOptions(argv, usage, { json: { type: 'boolean' } });
  if (options.exit !== undefined) return options.exit;
  const { contentDir, dataDir } = readSettings(process.env);
  const showProgress = process.stderr.isTTY && !options.values.json;
  const { files, problems } = await checkContent({
    contentDir,
    dataDir,
    onProgress: (done, all) => {
      if (showProgress)
        process.stderr.write(`\r${done} of ${all} changed files checked${done === all ? '\n' : ''}`);
    },
  });
  if (options.values.json) printLine(JSON.stringify({ files, problems }, null, 2));
  else if (problems.length === 0) printLine(`${files} files, no problem.`);
  else
    printLine(
      `${problems.map(problemText).join('\n')}\n\n${files} files, ${problems.length} problem${problems.length === 1 ? '' : 's'}.`,
    );
  return problems.length > 0 ? 1 : 0;
}

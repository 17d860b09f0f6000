/** `newsroom check`: every problem in the content, with line and remedy. */
import { checkContent } from '#lib/content/check.ts';
import { problemText } from '#lib/content/problem.ts';
import { misnamedRedactions } from '#lib/history/misnamed.ts';
import { readSettings } from '#lib/settings/settings.ts';
import { githubLog } from './github.ts';
import { readOptions } from './options.ts';
import { printLine } from './report.ts';
import { didYouMean } from './suggest.ts';

const usage = `Usage: newsroom check [--against COMMIT] [--json | --format text|json|github]

Checks everything in the content folder (CONTENT_DIR, default content) and prints every problem
as file:line:column, what is wrong and how to mend it. Exit code 1 if there is any.
A published story whose words are others than in git, and that doesn't say so, is a problem.

  --against COMMIT the commit that published stories are compared with (HEAD)
  --json           print {"files": N, "problems": [...]} for other programs
  --format github  print each problem as an error that GitHub shows at its line of a pull request
`;

const formats = ['text', 'json', 'github'];

export async function check(argv: string[]): Promise<number> {
  const options = readOptions(argv, usage, {
    against: { type: 'string' },
    json: { type: 'boolean' },
    format: { type: 'string' },
  });
  if (options.exit !== undefined) return options.exit;
  const {
    against,
    json,
    format = json ? 'json' : 'text',
  } = options.values as { against?: string; json?: boolean; format?: string };
  const wrong = !formats.includes(format)
    ? `There is no format "${format}".${didYouMean(format, formats)}`
    : json && format !== 'json' && `--json and --format ${format} can’t both be.`;
  if (wrong) {
    process.stderr.write(`${wrong}\n\n${usage}`);
    return 2;
  }
  const { contentDir, dataDir } = readSettings(process.env);
  const showProgress = process.stderr.isTTY && format === 'text';
  const place = { contentDir, dataDir };
  const checked = await checkContent({
    ...place,
    against,
    onProgress: (done, all) => {
      if (showProgress)
        process.stderr.write(`\r${done} of ${all} changed files checked${done === all ? '\n' : ''}`);
    },
  });
  const { files, content } = checked;
  const misnamed = content ? await misnamedRedactions(content, place, Date.now()) : [];
  const problems = [...checked.problems, ...misnamed];
  const root = process.env.GITHUB_WORKSPACE || process.cwd();
  if (format === 'json') printLine(JSON.stringify({ files, problems }, null, 2));
  else if (problems.length === 0) printLine(`${files} files, no problem.`);
  else {
    const list = format === 'github' ? githubLog(problems, root) : problems.map(problemText).join('\n');
    printLine(`${list}\n\n${files} files, ${problems.length} problem${problems.length === 1 ? '' : 's'}.`);
  }
  return problems.length > 0 ? 1 : 0;
}

/** `newsroom upgrade`: brings the clone to newer code, or back, after trying it elsewhere. */
import { readSettings } from '#lib/settings/settings.ts';
import { upgrade as upgradeTo } from '#lib/upgrade/upgrade.ts';
import { readOptions } from './options.ts';
import { printLine } from './report.ts';

const usage = `Usage: newsroom upgrade [REF] [--rehearse]

Fetches, and tries the new code in a tree of its own: installs it, checks the settings, builds it, makes an edition
of today's content. If all of that goes well, the clone is moved to it, installed and built; then restart the
portal. REF is a branch, a tag or a commit, also an earlier one to go back; without it, what the branch follows.

  --rehearse   tries it and changes nothing
`;

export async function upgrade(argv: string[]): Promise<number> {
  const options = readOptions(argv, usage, { rehearse: { type: 'boolean' } }, true);
  if (options.exit !== undefined) return options.exit;
  const [to, ...more] = options.positionals;
  if (more.length > 0 || to?.startsWith('-')) {
    process.stderr.write(`Name one version.\n\n${usage}`);
    return 2;
  }
  const { rehearse = false } = options.values;
  const settings = readSettings(process.env);
  const done = await upgradeTo({ settings, projectDir: process.cwd(), to, rehearse, report: printLine });
  const [from, at] = [done.from, done.to].map((commit) => commit.slice(0, 10));
  if (!done.isNew) printLine(`The clone is at ${at} already.`);
  else if (rehearse) printLine(`${at} can replace ${from}. Nothing was changed.`);
  else
    printLine(
      `${at} has replaced ${from}. Now restart the portal: sudo systemctl restart newsroom\nBack again: npx newsroom upgrade ${from}`,
    );
  return 0;
}

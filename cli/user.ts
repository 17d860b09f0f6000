/** `newsroom user`: makes the line of somebody who may sign in to the newsroom. */
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { leastPassword, userLine } from '#lib/newsroom/users.ts';
import { readOptions } from './options.ts';
import { printLine } from './report.ts';

const usage = `Usage: newsroom user NAME

Asks for a password and prints the line that lets NAME sign in at /newsroom. Put it into NEWSROOM_USERS,
several with a space between them, and start the portal again. The password itself is kept nowhere.

The password can also come from a pipe: its first line is taken.
`;

export async function user(argv: string[]): Promise<number> {
  const options = readOptions(argv, usage, {}, true);
  if (options.exit !== undefined) return options.exit;
  const [name, ...more] = options.positionals;
  if (name === undefined || more.length > 0) {
    process.stderr.write(usage);
    return 2;
  }
  const password = await readPassword(`Password for ${name} (at least ${leastPassword} characters): `);
  const line = await userLine(name, password);
  if (process.stdout.isTTY) printLine('NEWSROOM_USERS gets this line:');
  printLine(line);
  return 0;
}

/** What is typed isn't shown. */
async function readPassword(question: string): Promise<string> {
  const { stdin, stderr } = process;
  if (stdin.isTTY) stderr.write(question);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: stdin, output: silent, terminal: stdin.isTTY });
  try {
    for await (const line of lines) return line;
    return '';
  } finally {
    lines.close();
    if (stdin.isTTY) stderr.write('\n');
  }
}

/** The `newsroom` command: picks the subcommand and turns errors into sentences. */
import { inWords } from '#lib/press/disk.ts';

type Command = Readonly<{ summary: string; load: () => Promise<(argv: string[]) => Promise<number>> }>;

const commands: Record<string, Command> = {
  start: {
    summary: 'check, build what is stale, serve',
    load: async () => (await import('./start.ts')).start,
  },
  dev: {
    summary: 'serve while you write; pages reload on save',
    load: async () => (await import('./dev.ts')).dev,
  },
  test: {
    summary: 'everything that must hold on each change',
    load: async () => (await import('./test.ts')).test,
  },
  check: {
    summary: 'every problem in the content, with line and remedy',
    load: async () => (await import('./check.ts')).check,
  },
  publish: {
    summary: 'put live what is saved',
    load: async () => (await import('./publish.ts')).publish,
  },
  status: {
    summary: 'what is live, what waits, what happens next',
    load: async () => (await import('./status.ts')).status,
  },
  preview: {
    summary: 'a link that shows a story before it is public',
    load: async () => (await import('./preview.ts')).preview,
  },
  rollback: {
    summary: 'put an earlier edition back',
    load: async () => (await import('./rollback.ts')).rollback,
  },
  new: {
    summary: 'begin a story: a draft that passes the check',
    load: async () => (await import('./new.ts')).newStory,
  },
  rename: {
    summary: 'give a story another slug; its old address leads there',
    load: async () => (await import('./rename.ts')).rename,
  },
  takedown: {
    summary: 'withdraw a story, and say why at its address',
    load: async () => (await import('./takedown.ts')).takedown,
  },
  restore: {
    summary: 'publish a withdrawn story again',
    load: async () => (await import('./takedown.ts')).restore,
  },
  press: {
    summary: 'make an edition without serving it',
    load: async () => (await import('./press.ts')).press,
  },
  prepare: {
    summary: 'check content and keep it for Next.js to render from',
    load: async () => (await import('./prepare.ts')).prepare,
  },
  unfurl: {
    summary: 'what each network would show of a page',
    load: async () => (await import('./unfurl.ts')).unfurl,
  },
  audience: {
    summary: 'who reads now and what was read, of the site or a story',
    load: async () => (await import('./audience.ts')).audience,
  },
  user: {
    summary: 'make the line of somebody who may sign in at /newsroom',
    load: async () => (await import('./user.ts')).user,
  },
  sbom: {
    summary: 'what is installed, as a software bill of materials',
    load: async () => (await import('./sbom.ts')).sbom,
  },
  backup: {
    summary: 'copy what can’t be made again, while the portal runs',
    load: async () => (await import('./backup.ts')).backup,
  },
  recover: {
    summary: 'put a backup back',
    load: async () => (await import('./backup.ts')).recover,
  },
  upgrade: {
    summary: 'bring the clone to newer code, tried elsewhere first',
    load: async () => (await import('./upgrade.ts')).upgrade,
  },
  settings: {
    summary: 'what each setting is here, and what is missing',
    load: async () => (await import('./settings.ts')).settings,
  },
  corpus: {
    summary: 'write N synthetic stories into a folder',
    load: async () => (await import('./corpus.ts')).corpus,
  },
};

function usage(): string {
  const lines = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(10)}${summary}`);
  return `Usage: newsroom <command> [options]\n\n${lines.join('\n')}\n\nnewsroom <command> --help says more.\n`;
}

/** Runs a command line and gives its exit code; an error becomes a sentence. */
export async function run([name, ...argv]: readonly string[]): Promise<number> {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(usage());
    return name === undefined ? 2 : 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    process.stderr.write(`There is no command "${name}".\n\n${usage()}`);
    return 2;
  }
  process.env.TZ = 'UTC';
  try {
    return await (await command.load())(argv);
  } catch (error) {
    const dataDir = process.env.DATA_DIR || '.data';
    const { message } = error instanceof Error ? inWords(error, dataDir) : { message: String(error) };
    process.stderr.write(`${message}\n`);
    return 1;
  }
}

/** Test help: runs a command in this process. A process of its own loads TypeScript for seconds before it says a word. */
import { Readable } from 'node:stream';
import { vi } from 'vitest';
import { run } from './main.ts';

export type Told = Readonly<{ status: number; stdout: string; stderr: string }>;
type Circumstances = Readonly<{ env?: Readonly<Record<string, string>>; input?: string }>;

/** What `newsroom` with these words prints and ends with, under more settings and with something piped into it. */
export async function newsroom(
  argv: readonly string[],
  { env = {}, input = '' }: Circumstances = {},
): Promise<Told> {
  const [stdout, stderr] = [listenTo('stdout'), listenTo('stderr')];
  const piped = Object.assign(Readable.from([input]), { isTTY: false }) as unknown as typeof process.stdin;
  const stdin = vi.spyOn(process, 'stdin', 'get').mockReturnValue(piped);
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  try {
    const status = await run(argv);
    return { status, stdout: stdout.heard(), stderr: stderr.heard() };
  } finally {
    for (const each of [stdout.spy, stderr.spy, stdin]) each.mockRestore();
    vi.unstubAllEnvs();
  }
}

function listenTo(stream: 'stdout' | 'stderr') {
  const parts: string[] = [];
  const spy = vi.spyOn(process[stream], 'write').mockImplementation((part) => parts.push(String(part)) > 0);
  return { spy, heard: () => parts.join('') };
}

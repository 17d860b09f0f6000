/** The portal's log: sentences with the part that says them; lines of JSON for programs, plain ones for people. */
import pino, { type Level } from 'pino';
import type { Settings } from '#lib/settings/settings.ts';

/** Who says it. */
export type Part = 'portal' | 'press' | 'app' | 'newsstand' | 'audience' | 'aftermath';
export type Report = (line: string) => void;
/** Gives what a part reports by. */
export type Log = (part: Part, level?: Exclude<Level, 'trace' | 'fatal'>) => Report;

/** Where lines go; the process's own streams unless a test wants them. */
export type Streams = Readonly<{ out: (text: string) => void; err: (text: string) => void }>;

/**
 * As LOG_FORMAT and LOG_LEVEL say. A line of JSON has `time` (RFC 3339), `level`, `part` and `msg`; all go to stdout. As text,
 * warnings and errors go to stderr. Written at once, so that a process that ends has said everything.
 */
export function openLog(
  { logFormat, logLevel }: Pick<Settings, 'logFormat' | 'logLevel'>,
  to?: Streams,
): Log {
  const format = logFormat ?? (process.stdout.isTTY ? 'text' : 'json');
  const streams = to ?? processStreams();
  const logger = pino(
    {
      level: logLevel,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write: format === 'json' ? streams.out : (text: string) => writePlain(text, streams) },
  );
  return (part, level = 'info') => {
    const own = logger.child({ part });
    return (line) => own[level](line);
  };
}

function writePlain(text: string, { out, err }: Streams): void {
  const { level, msg } = JSON.parse(text) as { level: string; msg: string };
  (level === 'warn' || level === 'error' ? err : out)(`${msg}\n`);
}

function processStreams(): Streams {
  const [out, err] = [1, 2].map((fd) => pino.destination({ fd, sync: true }));
  return { out: (text) => void out?.write(text), err: (text) => void err?.write(text) };
}

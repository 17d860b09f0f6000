/** Sends hostile requests and says what was wrong with the answers: errors of ours, leaks, missing headers, time. */
import { answersTo, type RawAnswer } from '#lib/newsstand/raw.test.client.ts';
import { securityHeaders } from '#lib/newsstand/secured.ts';
import { type Hostile, shown } from './hostile.ts';
import { secret } from './portal.ts';

/** What no answer may hold: of our code and machine, of stories that aren't public (their words stand in `e2e/difficult`), secrets. */
const leaks: readonly RegExp[] = [
  /\n\s+at .+:\d+:\d+/,
  /node_modules|ENOENT|EACCES|SQLITE|TypeError|ReferenceError/,
  new RegExp(process.cwd().replace(/[^\w/]/g, '.')),
  /\/tmp\/|root:x:0/,
  /quetzalcoatlus|hidden-until-2099|xylophagous/,
  new RegExp(secret),
];
const framework = /^(?:server|x-powered-by|x-nextjs-.*|x-middleware-.*|x-injected)$/;

/** In milliseconds; a machine under attack may take its time, but no answer may take this long. */
const usually = 10_000;

/** After an answer another one, that nobody should get, is waited for so long. */
const grace = 100;

/** Complaints about all of them, so many under way at once. */
export async function attack(
  port: number,
  list: readonly Hostile[],
  { atOnce = 8 }: { atOnce?: number } = {},
): Promise<string[]> {
  const faults: string[] = [];
  const waiting = list[Symbol.iterator]();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const hostile of waiting) {
        const complaint = await judged(port, hostile);
        if (complaint) faults.push(`${hostile.family}: ${shown(hostile.what)}: ${complaint}`);
      }
    }),
  );
  return faults;
}

async function judged(port: number, hostile: Hostile): Promise<string | undefined> {
  const { bytes, isHead, mayHangUp, mayWait, within = usually, answers: most = 1, allowed } = hostile;
  const began = performance.now();
  try {
    const answers = await answersTo(port, bytes, { patience: within, answers: most + 1, isHead, grace });
    if (answers.length === 0) return mayHangUp ? undefined : 'hung up without an answer';
    if (answers.length > most) return `${answers.length} answers`;
    if (performance.now() - began > within) return `took ${Math.round(performance.now() - began)} ms`;
    for (const answer of answers) {
      const wrong = !allowed.includes(answer.status) && `status ${answer.status}`;
      const complaint = wrong || complaintAbout(answer) || hostile.look?.(answer);
      if (complaint) return complaint;
    }
    return undefined;
  } catch (error) {
    const { message } = error as Error;
    return mayWait && message.startsWith('No answer') ? undefined : message;
  }
}

/** What holds of every answer. */
export function complaintAbout({ status, headers, body }: RawAnswer): string | undefined {
  const missing = Object.keys(securityHeaders(headers['content-type'], true)).find(
    (name) => headers[name] === undefined,
  );
  if (missing) return `${status} without ${missing}`;
  const telling = Object.keys(headers).find((name) => framework.test(name));
  if (telling) return `header ${telling}`;
  const text = `${Object.values(headers).join('\n')}\n${body.toString('utf8')}`;
  const leak = leaks.find((pattern) => pattern.test(text));
  return leak && `shows ${leak.exec(text)?.[0]}`;
}

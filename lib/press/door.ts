/** Where the command reaches the press of a running portal: /api/press/publish, rollback and status, for who knows the portal's secret. */
import { z } from 'zod';
import { ContentProblems } from '#lib/content/problem.ts';
import { type Answer, type Asked, json } from '#lib/http/asked.ts';
import { sealer } from '#lib/settings/secret.ts';
import type { Pressroom } from './pressroom.ts';
import type { PressTrouble } from './thread.ts';

const folder = '/api/press/';
/** A pass is good for so long, in milliseconds. */
const passFor = 60_000;
const longestBody = 64 * 1024;

export type PressTask = 'hello' | 'publish' | 'rollback' | 'status';
/** What the command is told, a line each: what happens meanwhile, then the result or what went wrong. */
export type Told =
  | Readonly<{ said: string }>
  | Readonly<{ result: unknown }>
  | Readonly<{ trouble: PressTrouble }>;

const wishes = z.strictObject({
  except: z.array(z.string()).optional(),
  only: z.array(z.string()).optional(),
  to: z.array(z.string()).optional(),
  edition: z.string().optional(),
});
export type PressWish = z.infer<typeof wishes>;

export const pressAddress = (task: PressTask) => folder + task;

/** What lets a command in, for a minute. */
export function passOf(secret: string, now: number): string {
  return `Bearer ${sealer(secret, 'press').seal(String(now + passFor))}`;
}

/** True for a pass that is good now; the seal is compared in constant time. */
export function letsIn(secret: string, authorization: string | undefined): boolean {
  const expires = sealer(secret, 'press').open(authorization?.replace(/^Bearer /, '') ?? '');
  return expires !== undefined && Number(expires) > Date.now();
}

export class PressDoor {
  readonly #pressroom: Pick<Pressroom, 'publish' | 'rollback' | 'status'>;
  readonly #secret: string;

  constructor(pressroom: Pick<Pressroom, 'publish' | 'rollback' | 'status'>, secret: string) {
    this.#pressroom = pressroom;
    this.#secret = secret;
  }

  /** True for addresses that are answered here. */
  owns(address: string): boolean {
    return address.startsWith(folder);
  }

  /** A press may say nothing for minutes. */
  isSlow({ headers }: Asked): boolean {
    return letsIn(this.#secret, headers.authorization);
  }

  async answer(asked: Asked): Promise<Answer> {
    if (asked.method !== 'POST')
      return json(405, { error: 'Only POST is answered here.' }, { allow: 'POST' });
    if (!letsIn(this.#secret, asked.headers.authorization))
      return json(403, { error: 'This needs the portal’s secret.' });
    const task = asked.path.slice(folder.length);
    const wish = wishes.safeParse(parsed(await asked.body(longestBody)));
    if (!wish.success) return json(400, { error: 'This wish can’t be read.' });
    const { except, only, to, edition } = wish.data;
    if (task === 'hello') return told(async () => true);
    if (task === 'status') return told(() => this.#pressroom.status());
    if (task === 'rollback') return told(() => this.#pressroom.rollback(edition));
    if (task === 'publish')
      return told((report) => this.#pressroom.publish({ ...setsOf({ except, only }), to }, report));
    return json(404, { error: 'There is nothing at this address.' });
  }
}

/** At a portal that only serves what another one publishes, nothing can be asked of a press. */
export const closedDoor = {
  owns: (address: string) => address.startsWith(folder),
  answer: async () => json(409, { error: 'This portal serves what another one publishes: ask that one.' }),
};

type Lists = Readonly<{ except?: readonly string[]; only?: readonly string[] }>;

/** Lists of slugs and files, as the press wants them. */
export const setsOf = ({ except, only }: Lists) => ({
  except: except && new Set(except),
  only: only && new Set(only),
});

function parsed(body: Buffer | undefined): unknown {
  try {
    return JSON.parse(body?.toString('utf8') || '{}');
  } catch {
    return undefined;
  }
}

/** Does the work and tells of it line by line: a press may take minutes. */
function told(work: (report: (line: string) => void) => Promise<unknown>): Answer {
  return {
    status: 200,
    headers: { 'content-type': 'application/x-ndjson; charset=utf-8', 'cache-control': 'no-store' },
    body: linesOf(work),
  };
}

async function* linesOf(work: (report: (line: string) => void) => Promise<unknown>): AsyncGenerator<string> {
  const lines: Told[] = [];
  let wake = () => {};
  const add = (line: Told) => {
    lines.push(line);
    wake();
  };
  let isDone = false;
  void work((said) => add({ said }))
    .then(
      (result) => add({ result }),
      (error: Error) =>
        add({
          trouble: {
            message: error.message,
            problems: error instanceof ContentProblems ? error.problems : undefined,
          },
        }),
    )
    .finally(() => {
      isDone = true;
      wake();
    });
  for (;;) {
    for (let line = lines.shift(); line; line = lines.shift()) yield `${JSON.stringify(line)}\n`;
    if (isDone) return;
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
  }
}

/** What the newsroom’s addresses answer, in shapes that the page can act on. */
import type { Report, Snapshot } from '#lib/audience/shapes.ts';
import type { Trouble } from './watching.ts';

const root = '/api/newsroom';
/** Longer than any answer takes, in milliseconds. */
const patience = 15_000;

/** Somebody who may look; a stranger, and how one comes in here; or a server that doesn’t answer, or isn’t one of ours. */
export type Session =
  | Readonly<{ role: 'staff' | 'wall'; name: string }>
  | Readonly<{ signIn: boolean; loopback: boolean }>
  | 'away'
  | 'elsewhere';

export type Answered<Value> = Readonly<{ value: Value } | { trouble: Trouble } | { refused: string }>;

async function ask(path: string, init?: RequestInit): Promise<{ status: number; body: unknown } | undefined> {
  try {
    const signal = AbortSignal.timeout(patience);
    const answer = await fetch(`${root}/${path}`, { cache: 'no-store', signal, ...init });
    const isJson = answer.headers.get('content-type')?.startsWith('application/json');
    return { status: answer.status, body: isJson ? await answer.json() : undefined };
  } catch {
    return undefined;
  }
}

const errorIn = (body: unknown) => (body as { error?: string } | undefined)?.error;

export async function askSession(): Promise<Session> {
  const answer = await ask('session');
  if (!answer || answer.status >= 500) return 'away';
  return answer.body === undefined ? 'elsewhere' : (answer.body as Session);
}

/** The error in words, or nothing if it went well. */
export async function signIn(form: FormData): Promise<string | undefined> {
  const body = new URLSearchParams({ name: text(form, 'name'), password: text(form, 'password') });
  const answer = await ask('session', { method: 'POST', body });
  if (answer?.status === 200) return undefined;
  return errorIn(answer?.body) ?? 'The server doesn’t answer. Please try again.';
}

const text = (form: FormData, name: string) => String(form.get(name) ?? '');

export async function signOut(): Promise<void> {
  await ask('session/end', { method: 'POST' });
}

/** The link for a screen on the wall, or why there is none. */
export async function makeWallLink(): Promise<{ link: string } | { error: string }> {
  const answer = await ask('wall', { method: 'POST' });
  const link = (answer?.body as { link?: string } | undefined)?.link;
  if (link !== undefined) return { link };
  return { error: errorIn(answer?.body) ?? 'The server doesn’t answer. Please try again.' };
}

/** The live view as it is now: for when the stream is silent. */
export const askNow = () => figures<Snapshot>('now');

export function askReport(first: string, last: string, page: string | undefined): Promise<Answered<Report>> {
  return figures<Report>(`report?${queryOf(first, last, page)}`);
}

export function exportAddress(first: string, last: string, page: string | undefined, as: 'csv' | 'ndjson') {
  return `${root}/export?${queryOf(first, last, page)}&as=${as}`;
}

function queryOf(first: string, last: string, page: string | undefined): string {
  return new URLSearchParams({ first, last, ...(page === undefined ? {} : { page }) }).toString();
}

async function figures<Value>(path: string): Promise<Answered<Value>> {
  const answer = await ask(path);
  if (!answer) return { trouble: 'unreachable' };
  const { status, body } = answer;
  if (status === 200 && body !== undefined) return { value: body as Value };
  if (status === 401) return { trouble: 'signed-out' };
  if (status === 404 && (body as { off?: boolean } | undefined)?.off) return { trouble: 'off' };
  const error = errorIn(body);
  if (status === 400) return { refused: error ?? '' };
  return { trouble: error?.startsWith('store-') ? (error as Trouble) : 'unreachable' };
}

export const liveAddress = `${root}/live`;

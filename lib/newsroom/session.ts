/** Who is asking: a signed cookie says it, and ends by itself or when the user's line in the environment changes. */
import { createHash } from 'node:crypto';
import type { Sealer } from '#lib/settings/secret.ts';
import type { User } from './users.ts';

/** In seconds: a working day; a screen on a wall is set up once a quarter. */
const lasts = { staff: 12 * 3600, wall: 90 * 86_400 };
/** Two cookies: whoever opens a wall's link stays signed in. */
const cookieNames = { staff: 'newsroom', wall: 'newsroom-wall' };

/** `staff` may do everything, `wall` may look. */
export type Role = 'staff' | 'wall';
export type Visitor = Readonly<{ role: Role; name: string }>;

/** A sealed text that lets somebody in for so many seconds, mostly as many as their role has; `second` is now. */
export function admission(
  sealer: Sealer,
  user: User,
  role: Role,
  second: number,
  seconds = lasts[role],
): string {
  return sealer.seal([role, user.name, (second + seconds).toString(36), fingerprint(user)].join(' '));
}

/** Who a sealed text lets in, if anybody still. */
export function visitorOf(
  sealer: Sealer,
  users: readonly User[],
  sealed: string | undefined,
  second: number,
): (Visitor & Readonly<{ until: number }>) | undefined {
  const [role, name, until = '0', print] = sealer.open(sealed ?? '')?.split(' ') ?? [];
  const user = users.find((each) => each.name === name);
  const end = Number.parseInt(until, 36);
  if (!user || (role !== 'staff' && role !== 'wall') || print !== fingerprint(user) || !(end > second))
    return undefined;
  return { role, name: user.name, until: end };
}

/** A user with a new password is another one. */
function fingerprint({ line }: User): string {
  return createHash('sha256').update(line).digest('base64url').slice(0, 12);
}

/** The cookie that holds an admission; without one, it is taken away. */
export function cookieFor(sealed: string | undefined, role: Role, secure: boolean): string {
  const parts = [
    `${cookieNames[role]}=${sealed === undefined ? '' : encodeURIComponent(sealed)}`,
    'Path=/api/newsroom',
    `Max-Age=${sealed === undefined ? 0 : lasts[role]}`,
    'HttpOnly',
    'SameSite=Strict',
  ];
  return [...parts, ...(secure ? ['Secure'] : [])].join('; ');
}

export function admissionIn(cookie: string | undefined, role: Role): string | undefined {
  const value = new RegExp(`(?:^|;\\s*)${cookieNames[role]}=([^;]*)`).exec(cookie ?? '')?.[1];
  try {
    return value && decodeURIComponent(value);
  } catch {
    return undefined;
  }
}

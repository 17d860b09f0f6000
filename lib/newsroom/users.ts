/** Who may sign in: names and salted scrypt hashes from the environment, no passwords. */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import PQueue from 'p-queue';

/** Memory and time a guess costs: 32 MB and some 80 ms (OWASP's least for scrypt is N = 2^17 with r = 8, or 2^15 with p = 3). */
const cost = { N: 2 ** 15, r: 8, p: 3, maxmem: 64 * 1024 * 1024 };
const saltBytes = 16;
const hashBytes = 32;
export const leastPassword = 10;
/** Longer ones cost time to hash, and a guess is cut here. */
const mostPassword = 500;

export type User = Readonly<{ name: string; salt: Buffer; hash: Buffer; line: string }>;

const linePattern = /^([a-z0-9][a-z0-9._-]{0,39}):([A-Za-z0-9_-]{22}):([A-Za-z0-9_-]{43})$/;

/** Users from lines `name:salt:hash`, as `newsroom user` makes them. Throws with the line that can't be read. */
export function readUsers(lines: readonly string[]): User[] {
  return lines.map((line) => {
    const [, name, salt, hash] = linePattern.exec(line) ?? [];
    if (!name || !salt || !hash)
      throw new Error(`"${line.split(':')[0]}:…" is no user; make one with: npx newsroom user <name>`);
    return { name, salt: Buffer.from(salt, 'base64url'), hash: Buffer.from(hash, 'base64url'), line };
  });
}

/** The line of a user for the environment. Throws if name or password won't do. */
export async function userLine(name: string, password: string): Promise<string> {
  if ([...password].length < leastPassword)
    throw new Error(`The password is too short: at least ${leastPassword} characters.`);
  if (password.length > mostPassword)
    throw new Error(`The password is too long: at most ${mostPassword} characters.`);
  const salt = randomBytes(saltBytes);
  const hash = await hashed(password, salt);
  const line = `${name}:${salt.toString('base64url')}:${hash.toString('base64url')}`;
  if (!linePattern.test(line))
    throw new Error(`"${name}" is no name for a user: lower-case letters, digits, dot, hyphen, at most 40.`);
  return line;
}

/** Guesses are checked one after the other, so that many of them take turns and not all memory. */
const guesses = new PQueue({ concurrency: 1 });
const mostWaiting = 20;
const nobody: User = { name: '', salt: Buffer.alloc(saltBytes), hash: Buffer.alloc(hashBytes), line: '' };

/** The user whose password it is; `busy` if too many are asking. An unknown name takes as long as a wrong password. */
export async function findUser(
  users: readonly User[],
  name: string,
  password: string,
): Promise<User | 'busy' | undefined> {
  if (guesses.size >= mostWaiting) return 'busy';
  const user = users.find((each) => each.name === name) ?? nobody;
  const hash = await guesses.add(() => hashed(password.slice(0, mostPassword), user.salt));
  return hash && timingSafeEqual(hash, user.hash) && user !== nobody ? user : undefined;
}

function hashed(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) =>
    scrypt(password.normalize('NFKC'), salt, hashBytes, cost, (error, hash) =>
      error ? reject(error) : resolve(hash),
    ),
  );
}

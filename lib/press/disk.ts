/** What the system says of a file or a disk, in words that somebody at a terminal can act on. */
import path from 'node:path';

type Failure = Readonly<{ code?: unknown; path?: unknown; syscall?: unknown }>;
type Words = (of: Readonly<{ place: string; dataDir: string }>) => string;

const isFull: Words = ({ dataDir }) => `The disk with ${dataDir} is full; make room there`;
const isClosed: Words = ({ place }) =>
  `${place} can’t be written; see whose it is and what they may do there`;
const isReadOnly: Words = ({ place }) => `${place} is on a disk that is read-only; make it writable`;
const isInTheWay: Words = ({ place }) => `A file is in the way of ${place}; move it`;
const fails: Words = ({ dataDir }) => `The disk with ${dataDir} fails; see what the system’s log says of it`;

/** By the codes of the system (errno), and those of SQLite, which keeps the lock. */
const words: Record<string, Words> = {
  ENOSPC: isFull,
  EDQUOT: isFull,
  SQLITE_FULL: isFull,
  EFBIG: ({ dataDir }) => `A file under ${dataDir} may not grow any more; raise what ulimit -f allows`,
  EACCES: isClosed,
  EPERM: isClosed,
  SQLITE_CANTOPEN: isClosed,
  EROFS: isReadOnly,
  SQLITE_READONLY: isReadOnly,
  ENOTDIR: isInTheWay,
  EEXIST: isInTheWay,
  EIO: fails,
  SQLITE_IOERR: fails,
};

/** The same failure with a sentence for its message, without a full stop; what isn't one of a file or disk is given back. */
export function inWords(failure: Error, dataDir: string): Error {
  const { code, path: file, syscall } = failure as Failure;
  // Of SQLite’s codes the kind will do. Node.js gives ENOENT for a folder that can’t be made on a disk that is read-only.
  const kind = String(code).replace(/^(SQLITE_[A-Z]+)_.*$/, '$1');
  const say = kind === 'ENOENT' && syscall === 'mkdir' ? isClosed : words[kind];
  if (!say) return failure;
  const named = typeof file === 'string' ? file : dataDir;
  // A draft's name says nothing to anybody, its folder does.
  const place = named.endsWith('.tmp') ? path.dirname(named) : named;
  return new Error(say({ place, dataDir }), { cause: failure });
}

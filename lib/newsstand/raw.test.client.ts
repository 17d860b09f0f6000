/** Test help: sends bytes as they are, which no HTTP client would, and reads whatever comes back. */
import { connect, type Socket } from 'node:net';

export type RawAnswer = Readonly<{
  status: number;
  /** By lower-case names; of those that come twice, joined by a comma. */
  headers: Readonly<Record<string, string>>;
  body: Buffer;
}>;

export type Sending = Readonly<{
  /** How long answers are waited for, in milliseconds. */
  patience?: number;
  /** So many answers are waited for; without it, the connection's end. */
  answers?: number;
  /** Of a request for the head alone. */
  isHead?: boolean;
  /** How long more answers are waited for after one, in milliseconds. */
  grace?: number;
}>;

/** Opens a connection; a failing one ends without a word. */
export function open(port: number): Socket {
  return connect({ port, host: '127.0.0.1' }).on('error', () => {});
}

/** All answers to some bytes, in their order: none if the connection is just closed. Throws if one is cut off, or none comes in time. */
export async function answersTo(
  port: number,
  bytes: string | Buffer,
  { patience = 10_000, answers = 1, isHead = false, grace = patience }: Sending = {},
): Promise<RawAnswer[]> {
  const socket = open(port);
  const chunks: Buffer[] = [];
  let isLate = false;
  await new Promise<void>((resolve) => {
    let late = setTimeout(() => {
      isLate = true;
      resolve();
    }, patience);
    socket.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      const { whole, rest } = parsed(Buffer.concat(chunks), isHead);
      if (whole.length === 0 || rest.length > 0) return;
      clearTimeout(late);
      if (whole.length >= answers) resolve();
      else late = setTimeout(resolve, grace);
    });
    socket.once('close', resolve);
    socket.once('close', () => clearTimeout(late));
    socket.write(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes);
  });
  socket.destroy();
  const { whole, rest } = parsed(Buffer.concat(chunks), isHead);
  if (rest.length > 0) throw new Error(`Half an answer: ${rest.subarray(0, 200).toString('latin1')}`);
  if (isLate && whole.length === 0) throw new Error(`No answer within ${patience} ms`);
  return whole;
}

/** Answers that are whole, and what is left. */
function parsed(bytes: Buffer, isHead: boolean): { whole: RawAnswer[]; rest: Buffer } {
  const whole: RawAnswer[] = [];
  let rest = bytes;
  for (;;) {
    const end = rest.indexOf('\r\n\r\n');
    if (end < 0) return { whole, rest };
    const [first = '', ...lines] = rest.subarray(0, end).toString('latin1').split('\r\n');
    const headers: Record<string, string> = {};
    for (const line of lines) {
      const [name = '', ...value] = line.split(':');
      const key = name.toLowerCase();
      headers[key] = [...(key in headers ? [headers[key]] : []), value.join(':').trim()].join(', ');
    }
    const status = Number(first.split(' ')[1]);
    const isBare = isHead || status === 204 || status === 304 || status < 200;
    const body = isBare ? { bytes: Buffer.alloc(0), length: 0 } : bodyIn(rest.subarray(end + 4), headers);
    if (!body) return { whole, rest };
    if (status >= 200) whole.push({ status, headers, body: body.bytes });
    rest = rest.subarray(end + 4 + body.length);
  }
}

type Body = { bytes: Buffer; length: number };

function bodyIn(bytes: Buffer, headers: Readonly<Record<string, string>>): Body | undefined {
  if (headers['transfer-encoding'] !== 'chunked') {
    const length = Number(headers['content-length'] ?? 0);
    return bytes.length < length ? undefined : { bytes: bytes.subarray(0, length), length };
  }
  const chunks: Buffer[] = [];
  let at = 0;
  for (;;) {
    const line = bytes.indexOf('\r\n', at);
    if (line < 0) return undefined;
    const size = Number.parseInt(bytes.subarray(at, line).toString('latin1'), 16);
    const next = line + 2 + size + 2;
    if (bytes.length < next) return undefined;
    if (size === 0) return { bytes: Buffer.concat(chunks), length: next };
    chunks.push(bytes.subarray(line + 2, line + 2 + size));
    at = next;
  }
}

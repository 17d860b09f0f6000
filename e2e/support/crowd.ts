/** A crowd of readers before several portals: opens page after page, and tells of each view as the reader's script does. */
import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { headersAt } from '#lib/audience/audience.test.browser.ts';
import { numberIn } from './several.ts';

export type Crowd = Readonly<{
  /** Pages that were opened, and all that was wrong with any of them. */
  pages: () => number;
  faults: readonly string[];
  /** Views that were acknowledged, each once, and their seconds in use. */
  views: () => number;
  engaged: () => number;
  /** Answers to events that were none: sent again with the same number, until there is one. */
  repeated: () => number;
  /** No more pages; then waits for every event to be acknowledged. Throws if one isn't in time. */
  end: () => Promise<void>;
}>;

type Options = Readonly<{
  origin: string;
  /** How many read at once; each has an address and a connection of its own. */
  readers: number;
  addresses: () => readonly string[];
  /** Numbers that a headline may have by now. */
  isPublished: (number: number) => boolean;
}>;

/** Between two pages of a reader, and two views that are told of; in milliseconds. */
const pauses = { page: 40, view: 400, again: 500 };
const longestWait = 120_000;

export function startCrowd({ origin, readers, addresses, isPublished }: Options): Crowd {
  const faults: string[] = [];
  let isOver = false;
  let [pages, views, engaged, repeated] = [0, 0, 0, 0];
  const { hostname, port } = new URL(origin);

  function ask(reader: Reader, address: string, more: Asked = {}): Promise<Answered> {
    const { method = 'GET', headers = {}, body } = more;
    return new Promise((resolve, reject) => {
      const asked = request(
        { host: '127.0.0.1', port, path: address, method, agent: reader.agent, localAddress: reader.address },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.once('error', reject);
          answer.once('end', () => {
            const { statusCode: status = 0, headers } = answer;
            resolve({ status, headers, body: Buffer.concat(chunks) });
          });
        },
      );
      for (const [name, value] of Object.entries({ host: `${hostname}:${port}`, ...headers }))
        if (value !== undefined) asked.setHeader(name, value);
      asked.setTimeout(30_000, () => asked.destroy(new Error('no answer within 30 s')));
      asked.once('error', reject);
      asked.end(body);
    });
  }

  /** Opens pages one after the other: in each encoding, one in three as a reader does who has chosen a theme. */
  async function read(reader: Reader): Promise<void> {
    for (let turn = reader.number; !isOver; turn++) {
      const list = addresses();
      const address = list[(turn * 7 + reader.number) % list.length] ?? '/';
      const headers = {
        'accept-encoding': encodings[turn % encodings.length],
        cookie: turn % 3 === 0 ? 'theme=dark' : undefined,
      };
      try {
        const answer = await ask(reader, address, { headers });
        const fault = faultOf(address, answer, isPublished);
        if (fault !== undefined) faults.push(`${new Date().toISOString()} ${address}: ${fault}`);
      } catch (error) {
        faults.push(`${new Date().toISOString()} ${address}: ${(error as Error).message}`);
      }
      pages++;
      await wait(pauses.page);
    }
  }

  /** Tells of a view, again with the same number until it is acknowledged, then of its use. */
  async function tell(reader: Reader): Promise<void> {
    for (let turn = 0; !isOver; turn++) {
      const list = addresses().filter((address) => address.startsWith('/articles/'));
      const id = 1 + Math.floor(Math.random() * (Number.MAX_SAFE_INTEGER - 1));
      const view = list[(turn + reader.number) % list.length];
      const opened = Date.now();
      const { headers } = await acknowledged(reader, () => ({
        view,
        id,
        from: '',
        width: 1200,
        ago: Math.floor((Date.now() - opened) / 1000),
      }));
      views++;
      await acknowledged(reader, () => ({ token: headers['audience-token'], engaged: 3, depth: 50 }));
      engaged += 3;
      await wait(pauses.view);
    }
  }

  async function acknowledged(reader: Reader, event: () => object): Promise<Answered> {
    const gives = Date.now() + longestWait;
    for (;;) {
      const answer = await ask(reader, '/api/audience', {
        method: 'POST',
        headers: { ...headersAt(origin), 'content-type': 'application/json' },
        body: JSON.stringify(event()),
      }).catch(() => undefined);
      if (answer?.status === 204) return answer;
      if (answer && answer.status < 500 && answer.status !== 429)
        throw new Error(`an event was answered ${answer.status}: ${answer.body}`);
      if (Date.now() > gives) throw new Error('an event was not acknowledged in time');
      repeated++;
      await wait(pauses.again);
    }
  }

  const all = Array.from({ length: readers }, (_, number) => new Reader(number));
  const work = Promise.all(all.flatMap((reader) => [read(reader), tell(reader)]));
  work.catch(() => {}); // Said when it is waited for.
  return {
    pages: () => pages,
    faults,
    views: () => views,
    engaged: () => engaged,
    repeated: () => repeated,
    async end() {
      isOver = true;
      await work;
      for (const { agent } of all) agent.destroy();
    },
  };
}

type Asked = Readonly<{
  method?: string;
  headers?: Readonly<Record<string, string | undefined>>;
  body?: string;
}>;
type Answered = Readonly<{ status: number; headers: IncomingHttpHeaders; body: Buffer }>;

const encodings = ['br', 'gzip', 'identity'];

class Reader {
  readonly agent = new Agent({ keepAlive: true, maxSockets: 2 });
  readonly address: string;

  constructor(readonly number: number) {
    this.address = `127.0.1.${number + 1}`;
  }
}

/** What is wrong with a page: not there, not whole, or of no edition. */
function faultOf(
  address: string,
  { status, headers, body }: Answered,
  isPublished: Options['isPublished'],
): string | undefined {
  if (status !== 200) return `status ${status}`;
  const encoding = headers['content-encoding'];
  const text = (
    encoding === 'br' ? brotliDecompressSync(body) : encoding === 'gzip' ? gunzipSync(body) : body
  ).toString('utf8');
  if (!/<\/(html|rss)>\s*$/.test(text)) return `not whole: ${text.slice(-60)}`;
  const number = numberIn(text);
  if (number !== undefined && !isPublished(Number(number))) return `shows ${number}, which isn’t published`;
  return address.startsWith('/articles/') || text.includes('</') ? undefined : 'says nothing';
}

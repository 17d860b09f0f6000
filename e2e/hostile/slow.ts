/** Clients that take their time: hundreds of connections that send or take next to nothing. */
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { open } from '#lib/newsstand/raw.test.client.ts';

export type Slow = Readonly<{ what: string; socket: Socket; goesOn: string; answer: () => string }>;

const kinds: readonly Readonly<{ what: string; begins: string; goesOn: string; reads: boolean }>[] = [
  { what: 'says nothing', begins: '', goesOn: '', reads: true },
  {
    what: 'sends headers without end',
    begins: 'GET / HTTP/1.1\r\nHost: news.example\r\n',
    goesOn: 'X-A: b\r\n',
    reads: true,
  },
  { what: 'sends a line without end', begins: 'GET /', goesOn: 'a', reads: true },
  {
    what: 'sends a body that doesn’t come',
    begins: 'POST /api/audience HTTP/1.1\r\nHost: news.example\r\nContent-Length: 2000\r\n\r\n',
    goesOn: 'a',
    reads: true,
  },
  {
    what: 'sends a body in pieces without end',
    begins: 'POST /api/newsroom/session HTTP/1.1\r\nHost: news.example\r\nTransfer-Encoding: chunked\r\n\r\n',
    goesOn: '1\r\na\r\n',
    reads: true,
  },
  {
    what: 'asks for much and takes nothing',
    begins: 'GET / HTTP/1.1\r\nHost: news.example\r\n\r\n'.repeat(600),
    goesOn: '',
    reads: false,
  },
];

/** Opens so many of each kind, a tenth of those that cost answers; each sends a bit a second. */
export async function slowClients(port: number, each: number): Promise<{ all: Slow[]; stop: () => void }> {
  const all: Slow[] = [];
  for (let n = 0; n < each; n++) {
    for (const { what, begins, goesOn, reads } of kinds) {
      if (!reads && n % 10 > 0) continue;
      const socket = open(port);
      let got = '';
      if (reads) socket.on('data', (chunk: Buffer) => (got += chunk.toString('latin1')));
      else socket.pause();
      await once(socket, 'connect');
      if (begins) socket.write(begins);
      all.push({ what, socket, goesOn, answer: () => got });
    }
  }
  const drip = setInterval(() => {
    for (const { socket, goesOn } of all) if (goesOn && !socket.destroyed) socket.write(goesOn);
  }, 1_000);
  return {
    all,
    stop() {
      clearInterval(drip);
      for (const { socket } of all) socket.destroy();
    },
  };
}

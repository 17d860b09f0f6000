/** Clients that take their time: hundreds of connections that send or take next to nothing. */
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { open } from '#lib/newsstand/raw.test.client.ts';

export type Slow = Readonly<{ what: string; socket: Socket; answer: () => string }>;

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
    begins: 'GET / HTTP/1.1\r\nHost: news.example\r\n\r\n'.repeat(200),
    goesOn: '',
    reads: false,
  },
];

/** Opens so many of each kind; each sends a bit a second. */
export async function slowClients(port: number, each: number): Promise<{ all: Slow[]; stop: () => void }> {
  const all: Slow[] = [];
  for (let n = 0; n < each; n++) {
    for (const { what, begins, reads } of kinds) {
      const socket = open(port);
      let got = '';
      if (reads) socket.on('data', (chunk: Buffer) => (got += chunk.toString('latin1')));
      else socket.pause();
      await once(socket, 'connect');
      if (begins) socket.write(begins);
      all.push({ what, socket, answer: () => got });
    }
  }
  const drip = setInterval(() => {
    for (const [index, { socket }] of all.entries()) {
      const text = kinds[index % kinds.length]?.goesOn;
      if (text && !socket.destroyed) socket.write(text);
    }
  }, 1_000);
  return {
    all,
    stop() {
      clearInterval(drip);
      for (const { socket } of all) socket.destroy();
    },
  };
}

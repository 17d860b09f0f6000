/** Others who make sites of the same stories: who they are, and one of them ready to build and to be asked. */
import path from 'node:path';
import { Unusable } from './extent.ts';
import { startNginx } from './nginx.ts';
import { type Portal, startProgram } from './portal.ts';
import { astro } from './publish-peers-astro.ts';
import { hugo } from './publish-peers-hugo.ts';
import { plainNext } from './publish-peers-next.ts';
import {
  firstLine,
  forms,
  type Installed,
  type Measured,
  measured,
  type Peer,
  run,
  type Source,
  writeInto,
} from './publish-peers-site.ts';

const peers: Readonly<Record<string, Peer>> = {
  hugo,
  astro: astro('md'),
  'astro-mdx': astro('mdx'),
  'next-md': plainNext('md'),
  next: plainNext('mdx'),
};

/** Others by BENCH_PEERS: names with commas between. Astro is quickest with Markdown; Contentlayer is for MDX. */
export function chosenPeers(): readonly Peer[] {
  const names = process.env.BENCH_PEERS?.split(',') ?? ['hugo', 'astro', 'next'];
  return names.map((name) => {
    const peer = peers[name];
    if (!peer)
      throw new Unusable(`BENCH_PEERS: there is no "${name}", only ${Object.keys(peers).join(', ')}`);
    return peer;
  });
}

export type Ready = Readonly<{
  peer: Peer;
  /** Name, versions and form of the stories, as tables say them. */
  name: string;
  build: () => Promise<Measured>;
  /** Serves what was built last: files by nginx, others as they advise. */
  serve: (port: number) => Promise<Portal>;
  /** Writes a story, or writes it anew. */
  write: (source: Source) => void;
}>;

/** Writes a peer's site and the stories into a folder and installs it there. Throws if it can't be had. */
export async function makeReady(peer: Peer, sources: readonly Source[], folder: string): Promise<Ready> {
  const write = (source: Source) => {
    const { file, text } = peer.story(source);
    writeInto(folder, file, text);
  };
  for (const [file, text] of Object.entries(peer.files)) writeInto(folder, file, text);
  for (const source of sources) write(source);
  console.log(`${peer.name}: installing into a temporary folder.`);
  const installed = await peer.install(folder).catch((error: Error) => {
    throw new Error(`can’t be installed here, so it isn’t measured: ${firstLine(error)}`);
  });
  return {
    peer,
    name: `${installed.name} (${forms[peer.form].name})`,
    build: () => built(folder, installed),
    serve: (port) => served(folder, peer, installed, port),
    write,
  };
}

function built(folder: string, { build }: Installed) {
  return measured(async () => {
    for (const command of build) await run(folder, command);
  });
}

function served(folder: string, { finished }: Peer, { serve }: Installed, port: number): Promise<Portal> {
  if (!serve) return startNginx(path.join(folder, 'nginx'), [{ port, folder: path.join(folder, finished) }]);
  return startProgram({ folder, ...serve(port), url: `http://127.0.0.1:${port}/` });
}

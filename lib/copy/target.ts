/** A data folder elsewhere that an edition is taken to: a folder of this machine, or one that rsync reaches. */
export type Counted = Readonly<{ files: number; bytes: number }>;

export type Target = Readonly<{
  /** As it was written. */
  name: string;
  /** Brings what the edition needs and isn't there. Nothing of it is served by that. `base` is there whole already. */
  bring: (edition: string, base?: string) => Promise<void>;
  /** Lets whoever serves the folder switch to the edition, which is there whole. */
  offer: (edition: string) => Promise<void>;
  /** What `bring` would bring. */
  rehearse: (edition: string) => Promise<Counted>;
}>;

export type Place = Readonly<{ dataDir: string; contentDir: string }>;

/** The file in `editions` that names the edition which a data folder's portal is to serve. */
export const offerFile = 'offered';

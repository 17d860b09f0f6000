/** The rooms of the house and which may use which: the linter's rules and the drawing are made of this (`npm run house`). */

/**
 * `uses`: rooms whose files it may import. What lies in a room's subfolder is its own. A room that is used by others
 * stands above them here, so that nothing goes round in a circle.
 */
export type Room = Readonly<{ says: string; uses: readonly string[]; draws?: true }>;

/** Capabilities: folders of lib. Only those that draw may use React. */
export const capabilities: Readonly<Record<string, Room>> = {
  code: { says: 'loads the TypeScript of commands and threads', uses: [] },
  disk: { says: 'writes files whole or not at all', uses: [] },
  git: { says: 'asks git, without changing anything', uses: [] },
  http: { says: 'what requests ask and how they are answered', uses: [] },
  threads: { says: 'calls to a worker thread, tasks side by side', uses: [] },
  words: { says: 'what a page says around its stories, by language', uses: [] },
  dates: { says: 'instants as readers see them', uses: [] },
  geography: { says: 'places on a map', uses: [] },
  unfurl: { says: 'what each network shows of a link', uses: [] },
  corpus: { says: 'synthetic stories, for tests and measurements', uses: [] },
  settings: { says: 'environment variables and the secret', uses: ['disk', 'http'] },
  log: { says: 'what a portal tells its operator', uses: ['settings'] },
  metrics: { says: 'what is counted of a portal, for Prometheus', uses: [] },
  upgrade: { says: 'brings a clone to newer code', uses: ['settings'] },
  newsroom: { says: 'who may sign in', uses: ['settings'] },
  edition: {
    says: 'everything published at one moment',
    uses: ['dates', 'disk', 'settings', 'words'],
  },
  content: {
    says: 'the check: files in, problems or typed content out',
    uses: ['code', 'disk', 'edition', 'git', 'words'],
  },
  desk: { says: 'changes story files', uses: ['content', 'edition', 'words'] },
  history: { says: 'the versions of a story that readers saw', uses: ['content', 'disk', 'edition', 'git'] },
  pictures: { says: 'pictures in the sizes that pages need', uses: ['disk', 'edition', 'settings'] },
  copy: {
    says: 'takes editions to other data folders',
    uses: ['disk', 'edition', 'pictures', 'threads'],
  },
  purge: { says: 'tells caches in front what to forget', uses: ['disk', 'edition', 'settings', 'threads'] },
  cards: {
    says: 'the picture that a link shows',
    uses: ['dates', 'disk', 'edition', 'http', 'pictures', 'words'],
    draws: true,
  },
  metadata: {
    says: 'what a page says of itself to machines',
    uses: ['cards', 'content', 'edition', 'pictures', 'settings', 'words'],
  },
  feeds: { says: 'feeds, sitemaps, robots.txt', uses: ['dates', 'edition', 'metadata', 'pictures', 'words'] },
  search: { says: 'finds stories', uses: ['edition', 'metadata', 'settings', 'words'] },
  audience: {
    says: 'who is reading, counted without knowing who they are',
    uses: ['code', 'disk', 'edition', 'http', 'metrics', 'newsroom', 'settings', 'threads', 'words'],
  },
  press: {
    says: 'makes editions',
    uses: [
      'cards',
      'code',
      'content',
      'copy',
      'disk',
      'edition',
      'git',
      'history',
      'http',
      'pictures',
      'purge',
      'settings',
      'threads',
    ],
  },
  backup: {
    says: 'copies what can’t be made again, and puts it back',
    uses: ['audience', 'disk', 'http', 'press', 'settings', 'threads'],
  },
  health: { says: 'whether a portal lives, is ready, does all of its work', uses: ['edition', 'http'] },
  newsstand: {
    says: 'hands editions out',
    uses: [
      'audience',
      'backup',
      'cards',
      'content',
      'copy',
      'disk',
      'edition',
      'health',
      'http',
      'log',
      'metrics',
      'newsroom',
      'press',
      'purge',
      'search',
      'settings',
    ],
  },
};

/** What is seen: folders of components. They may use each other and capabilities; they do no I/O. */
export const components: Readonly<
  Record<string, Readonly<{ beside: readonly string[]; uses: readonly string[] }>>
> = {
  site: { beside: [], uses: ['audience', 'content', 'dates', 'edition', 'metadata', 'pictures', 'words'] },
  charts: { beside: ['site'], uses: ['geography', 'metadata', 'words'] },
  front: { beside: ['site'], uses: ['dates', 'edition', 'pictures', 'words'] },
  story: {
    beside: ['charts', 'front', 'site'],
    uses: ['content', 'dates', 'edition', 'history', 'metadata', 'pictures', 'words'],
  },
  search: { beside: ['site'], uses: ['dates', 'search'] },
  newsroom: { beside: [], uses: ['audience', 'metadata'] },
};

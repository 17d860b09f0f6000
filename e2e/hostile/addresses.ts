/** Addresses that mean harm: out of the folder, in two readings, under false names, of what was never made. */
import fc from 'fast-check';
import { previewAddress } from '#lib/press/preview.ts';
import { sealer } from '#lib/settings/secret.ts';
import { type Hostile, pairs, refused, requestOf, sampled, utf8 } from './hostile.ts';
import type { Known } from './known.ts';
import { secret } from './portal.ts';

const at = (family: string, address: string, more: Partial<Hostile> = {}): Hostile => ({
  family,
  what: address,
  bytes: requestOf(address),
  allowed: [...refused, 308],
  ...more,
});

const folders = [
  ...['/', '/articles/', '/media/', '/api/', '/api/og/story/', '/api/press/', '/preview/', '/assets/'],
  ...['/_next/static/', '/sections/', '/topics/', '/newsroom/', '/feeds/', '/errors/', '/sitemaps/'],
];
const ups = [
  ...[
    '../',
    '..%2f',
    '%2e%2e/',
    '%2e%2e%2f',
    '..\\',
    '..%5c',
    '%2e%2e%5c',
    '%252e%252e%252f',
    '..%252f',
    '....//',
  ],
  ...['..;/', '.%00./', '%c0%ae%c0%ae/', '%c0%ae%c0%ae%c0%af', '%e0%80%ae%e0%80%ae/', '..%c0%af', '..%u2215'],
  ...['%uff0e%uff0e/', '.%2e/', './/../', '%2e./', '..%09/', '..%0a/', '..%ef%bc%8f', '/%2e%2e/', '..%00/'],
];
const targets = ['etc/passwd', 'package.json', '.env', 'content/stories/2026/11/hidden-until-2099.mdx'];

/** Ways out of a folder, spelled in all the ways that somebody's parser takes. */
const traversal = (): Hostile[] => [
  ...pairs(folders, ups).map(([folder, up], index) => {
    const target = targets[index % targets.length];
    return at('traversal', folder + up.repeat(1 + (index % 7)) + target, { allowed: [...refused, 308, 403] });
  }),
  ...sampled(
    fc.array(
      fc.constantFrom(
        '.',
        '..',
        '%2e',
        '%2f',
        '/',
        '\\',
        '%5c',
        ';',
        '%00',
        '%',
        'api',
        'a',
        '~',
        '%25',
        '?',
      ),
      {
        minLength: 1,
        maxLength: 24,
      },
    ),
    500,
  ).map((pieces) => at('traversal', `/${pieces.join('')}`, { allowed: [200, 308, ...refused] })),
  // A path that begins in an address of the app must never end in another one of it.
  ...pairs(
    ['/api/', '/api/og/', '/api/health/', '/newsroom/', '/%61pi/'],
    [
      ...[
        '../articles/synthetic-story-1',
        '%2e%2e/articles/synthetic-story-1',
        '..%2farticles',
        '../_next/image?url=a',
      ],
      ...[
        '../_next/data/a.json',
        '..\\articles',
        './../news-sitemap.xml',
        '.',
        '..',
        '%2e',
        '/..',
        '//example.org',
      ],
    ],
  ).map(([folder, rest]) => at('two readings', folder + rest)),
];

/** Slugs that look like others, or like nothing. */
function unicode({ story }: Known): Hostile[] {
  const slug = story.replace('/articles/', '');
  const looks = [
    slug.replace('s', 'ѕ'),
    slug.replace('o', 'ο'),
    slug.replace('-', '‐'),
    slug.replace('-', '\u00ad-'),
    slug.toUpperCase(),
    slug.normalize('NFD').replace('y', 'y\u0301'),
    [...slug].join('\u200b'),
    `\u202e${slug}`,
    `${slug}\u202c`,
    `\ufeff${slug}`,
    `${slug}\u0000`,
    `${slug}${'\u0301'.repeat(800)}`,
    [...slug].map((sign) => String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0xfee0)).join(''),
    `${slug}\u2028`,
    'ﬁ'.repeat(300),
    '\ufdfa'.repeat(200),
    '👩‍👩‍👧‍👦'.repeat(60),
  ];
  const wrongBytes = [
    '\xc0\xaf',
    '\xed\xa0\x80',
    '\xf4\x90\x80\x80',
    '\xff\xfe',
    '\x80',
    '%ed%a0%80',
    '%f8%88%80%80',
  ];
  const written = looks.flatMap((look) => [utf8(look), encodeURIComponent(look)]);
  return [
    ...pairs(['/articles/', '/topics/', '/authors/', '/sections/'], [...written, ...wrongBytes]).map(
      ([folder, name]) => at('unicode', folder + name, { mayHangUp: true }),
    ),
    ...sampled(fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }), 250).map((name) =>
      at('unicode', `/articles/${encodeURIComponent(name.toWellFormed())}`),
    ),
  ];
}

const hex = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: length, maxLength: length });

/** Cards and pictures that nobody has made. What is right of them answers, with what is right. */
function made({ card, picture }: Known): Hostile[] {
  const [, , , subject = '', id = '', file = ''] = card.split('/');
  const kind = file.replace(/-[0-9a-f]+\.jpg$/, '');
  const [, , hash = '', width = ''] = picture.split('/');
  const kinds = ['title', 'picture', 'square', 'tall', '__proto__', 'constructor', 'a'.repeat(21), '', '%00'];
  const others = ['site', 'section', 'topic', 'author', 'front', '__proto__', 'toString', 'story%2f', '..'];
  return [
    // Another hash of a card that there is shows the card of now, for a short time.
    ...sampled(hex(24), 80).map((other) =>
      at('cards', `/api/og/${subject}/${id}/${kind}-${other}.jpg`, { allowed: [200], look: isShort }),
    ),
    ...pairs(others, kinds).map(([other, of]) =>
      at('cards', `/api/og/${other}/${id}/${of}-000000000000.jpg`, { allowed: [200, ...refused] }),
    ),
    ...sampled(fc.string({ minLength: 1, maxLength: 60 }), 120).map((name) =>
      at('cards', `/api/og/${subject}/${encodeURIComponent(name)}/${kind}-000000000000.jpg`),
    ),
    ...sampled(fc.tuple(hex(32), fc.nat(100_000)), 120).map(([other, wide]) =>
      at('media', `/media/${other}/${wide}.jpg`),
    ),
    ...sampled(fc.integer({ min: -99_999, max: 99_999_999 }), 120).flatMap((wide) =>
      `${wide}.jpg` === width
        ? []
        : [at('media', `/media/${hash}/${wide}.${wide % 2 ? 'jpg' : 'avif'}`, { allowed: [200, 404] })],
    ),
    ...['1e3', '0x400', '٣٢٠', '320.jpg.exe', '320.svg', '320.png%00', '%33%32%30', '+320', '320,640'].map(
      (wide) => at('media', `/media/${hash}/${utf8(wide)}.jpg`),
    ),
  ];
}

const isShort: Hostile['look'] = ({ headers }) =>
  headers['cache-control']?.includes('immutable') ? 'may be kept for a year' : undefined;

/** Links to what isn't public: changed, late, sealed for something else. */
function previews(): Hostile[] {
  const soon = Date.now() + 3_600_000;
  const right = previewAddress(secret, 'hidden-until-2099', soon);
  const late = previewAddress(secret, 'hidden-until-2099', Date.now() - 1_000);
  const text = right.replace('/preview/', '').replace(/\.[^.]*$/, '');
  const wrong = (address: string) => at('previews', address, { allowed: [400, 404] });
  return [
    wrong(late),
    wrong(`${right}/media/..%2f..%2fa.jpg`.replace('hidden', 'hiddem')),
    ...['page', 'press', 'newsroom', ''].map((purpose) =>
      wrong(`/preview/${sealer(secret, purpose).seal(text)}`),
    ),
    ...['', 'a', secret.slice(1), secret.toUpperCase()].map((other) =>
      wrong(previewAddress(other, 'hidden-until-2099', soon)),
    ),
    // Each sign changed in turn.
    ...Array.from({ length: right.length - 9 }, (_, index) => {
      const place = 9 + index;
      const other = right[place] === 'A' ? 'B' : 'A';
      return wrong(right.slice(0, place) + other + right.slice(place + 1));
    }).slice(0, -1),
    ...sampled(fc.base64String({ minLength: 0, maxLength: 90 }), 150).map((junk) =>
      wrong(`/preview/${encodeURIComponent(`hidden-until-2099.${Math.floor(soon / 1000)}.${junk}`)}`),
    ),
  ];
}

export const hostileAddresses = (known: Known): Hostile[] => [
  ...traversal(),
  ...unicode(known),
  ...made(known),
  ...previews(),
];

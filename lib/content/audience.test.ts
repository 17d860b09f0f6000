import { rmSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Files, folderOf, goodFolder } from './check.test.folder.ts';
import { checkContent } from './check.ts';
import { checkFile } from './file.ts';
import { Relations } from './relations.ts';
import type { SiteData } from './schemas.ts';

const page = (body: string) =>
  `---\ntitle: Privacy\ndescription: X.\nupdatedAt: 2026-11-24T09:00:00Z\n---\n\n${body}\n`;
const notice = page('Text.\n\n<AudienceNotice />');

/** A good folder whose site.yml ends with `lines`, with a privacy page if one is given. */
function folder(lines: string, privacy?: string): Files {
  const good = goodFolder();
  const site = { 'site.yml': `${good['site.yml']}${lines}` };
  return { ...good, ...site, ...(privacy === undefined ? {} : { 'pages/privacy.mdx': privacy }) };
}

/** What is said of a site, and how it counts its readers: the check without Contentlayer, which takes seconds. */
function check(lines: string, privacy?: string) {
  const files = Object.entries(folder(lines, privacy)).map(([file, content]) =>
    checkFile(file, Buffer.from(content), 'en'),
  );
  const found = [
    ...files.flatMap(({ file, findings }) => findings.map((finding) => [file, finding] as const)),
    ...new Relations().find(files, Date.parse('2026-11-24T12:00:00Z')),
  ];
  const says = found.map(
    ([file, { line, column, field, what, mend }]) =>
      `${file}:${line}:${column} ${field ? `${field} ` : ''}${what} | ${mend}`,
  );
  const site = files.find(({ type }) => type === 'Site')?.data as SiteData | undefined;
  return { says, audience: site?.audience };
}

describe('how readers are counted', () => {
  test('without a word in site.yml they are not', () => {
    expect(check('')).toEqual({ says: [], audience: { mode: 'off', keepDays: 30 } });
  });

  test.each([
    ['audience:\n  mode: off\n', { mode: 'off', keepDays: 30 }],
    ['audience: {mode: "off", keepDays: 1}\n', { mode: 'off', keepDays: 1 }],
    ['audience:\n  mode: aggregate\n', { mode: 'aggregate', keepDays: 30 }],
    ['audience:\n  mode: daily\n  keepDays: 400\n', { mode: 'daily', keepDays: 400 }],
  ])('%j', (lines, audience) => {
    expect(check(lines, notice)).toEqual({ says: [], audience });
  });

  test.each([
    ['audience: daily\n', '7:11 audience is text | write fields of its own, indented under it'],
    ['audience:\n  keepDays: 7\n', '7:1 audience.mode is missing | add mode:'],
    ['audience:\n  mode: dayly\n', '8:9 audience.mode can’t be "dayly" | did you mean daily?'],
    ['audience:\n  mode: on\n', '8:9 audience.mode can’t be "on" | choose one of: off, aggregate, daily'],
    [
      'audience: {mode: daily, keepdays: 7}\n',
      '7:25 audience.keepdays is not a field | did you mean keepDays?',
    ],
    ...[0, 401, 1.5, -1].map((days) => [
      `audience: {mode: daily, keepDays: ${days}}\n`,
      `7:35 audience.keepDays is ${days} | write a whole number of days from 1 to 400`,
    ]),
    ['audience: {mode: daily, keepDays: month}\n', '7:35 audience.keepDays is text | write a number'],
  ])('%j is refused with its place and remedy', (lines, says) => {
    expect(check(lines, notice).says).toEqual([`site.yml:${says}`]);
  });
});

describe('where readers are counted, the privacy page says so', () => {
  const counted = 'audience:\n  mode: aggregate\n';

  test('a missing page is told of, with the line of site.yml', () => {
    expect(check(counted).says).toEqual([
      'site.yml:8:9 audience.mode readers are counted, and there is no pages/privacy.mdx | write one with <AudienceNotice /> in it, or write mode: off',
    ]);
  });

  test('so is a page without the notice, in whatever words it speaks of it', () => {
    expect(check(counted, page('See `<AudienceNotice />`.')).says).toEqual([
      'site.yml:8:9 audience.mode readers are counted, and pages/privacy.mdx doesn’t say so | put <AudienceNotice /> there, or write mode: off',
    ]);
  });

  test('even if something else is wrong with site.yml', () => {
    expect(check(`${counted}colour: red\n`).says.join()).toContain('there is no pages/privacy.mdx');
  });

  test('the notice may stand inside another component', () => {
    expect(check(counted, page('<Note>\n\n<AudienceNotice />\n\n</Note>')).says).toEqual([]);
  });

  test('a page that can’t be read is told of once', () => {
    const { says } = check(counted, page('<AudienceNotice'));
    expect(says).toHaveLength(1);
    expect(says[0]).toContain('pages/privacy.mdx:');
  });

  test('nothing is asked for where they aren’t', () => {
    expect(check('audience: {mode: off}\n', page('Text.')).says).toEqual([]);
  });
});

test('Contentlayer takes it too, and an edition’s site says it', async () => {
  const [contentDir, dataDir] = [folderOf(folder('audience:\n  mode: off\n  keepDays: 7\n')), folderOf({})];
  try {
    const { problems, content } = await checkContent({ contentDir, dataDir });
    expect(problems).toEqual([]);
    expect(content?.site.audience).toEqual({ mode: 'off', keepDays: 7 });
  } finally {
    for (const each of [contentDir, dataDir]) rmSync(each, { recursive: true, force: true });
  }
}, 60_000);

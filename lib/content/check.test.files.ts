/** Test data: what can be wrong with a file as a whole, with its bytes, its place and its pictures. */
import { storiesFolder, story } from './check.test.folder.ts';

export type FileCase = Readonly<{
  name: string;
  file: string;
  content: string | Uint8Array;
  /** `line:column field what | mend` of every problem. */
  says: readonly string[];
}>;

const inStories = (name: string) => `${storiesFolder}/${name}`;
const lead = (src: string) => `lead: {src: ${src}, alt: A, credit: B, rights: C}`;
const withLead = (name: string, src: string, says: string[]): FileCase => {
  const slug = name.replace(/\W+/g, '-').toLowerCase();
  return { name, file: inStories(`${slug}.mdx`), content: story(slug, { add: [lead(src)] }), says };
};
const anew = 'save it anew as JPEG, PNG, WebP, AVIF or GIF, with the right extension';
const stories = 'stories stand in stories/YYYY/MM/<slug>.mdx, pages in pages/<slug>.mdx';
const fence = 'write --- alone; other languages than YAML are not read';

const page = (body: string) =>
  `---\ntitle: X\ndescription: X.\nupdatedAt: 2026-11-24T09:00:00Z\n---\n\n${body}\n`;

/** A lead whose twin without words is `unlabelled`. */
const twinned = (unlabelled: string) =>
  `lead: { src: wide.png, unlabelled: ${unlabelled}, alt: A, credit: B, rights: C }`;

export const fileCases: readonly FileCase[] = [
  {
    name: 'nothing in it',
    file: inStories('nothing.mdx'),
    content: '',
    says: ['1:1 no front matter | begin the file with a line ---'],
  },
  {
    name: 'no fence',
    file: inStories('no-fence.mdx'),
    content: 'id: x\n',
    says: ['1:1 no front matter | begin the file with a line ---'],
  },
  {
    name: 'a blank line first',
    file: inStories('blank.mdx'),
    content: `\n${story('blank')}`,
    says: ['1:1 no front matter | begin the file with a line ---'],
  },
  {
    name: 'a fence of JavaScript',
    file: inStories('fence-js.mdx'),
    content: story('fence-js').replace('---', '---js'),
    says: [`1:1 the fence "---js" is not plain | ${fence}`],
  },
  {
    name: 'a fence of JSON',
    file: inStories('fence-json.mdx'),
    content: story('fence-json').replace('---', '--- json'),
    says: [`1:1 the fence "--- json" is not plain | ${fence}`],
  },
  {
    name: 'a fence too long',
    file: inStories('fence-long.mdx'),
    content: story('fence-long').replace('---', '----'),
    says: [`1:1 the fence "----" is not plain | ${fence}`],
  },
  {
    name: 'a fence never closed',
    file: inStories('fence-open.mdx'),
    content: '---\nid: x\n\nText.\n',
    says: ['1:1 the front matter does not end | write a line --- before the body'],
  },
  {
    name: 'no fields',
    file: inStories('no-fields.mdx'),
    content: '---\nJust text\n---\n\nText.\n',
    says: [
      '2:1 there are no fields, only text | write one field a line, its name and its value: headline: …',
    ],
  },
  {
    name: 'fields that end too early',
    file: inStories('early-end.mdx'),
    content: story('early-end', { add: ['...', 'kicker: Time'] }),
    says: ['12:1 a line that ends the fields too early | delete what stands before this line'],
  },
  {
    name: 'file name with capitals',
    file: inStories('Capitals.mdx'),
    content: story('capitals'),
    says: [
      '1:1 the file name "Capitals" is not a slug | rename it: lower-case letters, digits and single hyphens',
    ],
  },
  {
    name: 'file name with two hyphens',
    file: inStories('two--hyphens.mdx'),
    content: story('two-hyphens'),
    says: [
      '1:1 the file name "two--hyphens" is not a slug | rename it: lower-case letters, digits and single hyphens',
    ],
  },
  {
    name: 'plain Markdown',
    file: inStories('plain.md'),
    content: story('plain'),
    says: ['1:1 nothing reads a .md file | rename it to .mdx'],
  },
  {
    name: 'extension in capitals',
    file: inStories('loud.MDX'),
    content: story('loud'),
    says: ['1:1 nothing reads a .MDX file | rename it to .mdx'],
  },
  {
    name: 'story in no month',
    file: 'stories/2026/13/x.mdx',
    content: story('no-month'),
    says: [`1:1 nothing reads a file here | ${stories}`],
  },
  {
    name: 'story in no folder',
    file: 'loose.mdx',
    content: story('loose'),
    says: [`1:1 nothing reads a file here | ${stories}`],
  },
  {
    name: 'section as .yaml',
    file: 'sections/world.yaml',
    content: 'name: World\n',
    says: ['1:1 nothing reads a .yaml file | rename it to .yml'],
  },
  {
    name: 'a stray file',
    file: 'stories/2026/11/notes.txt',
    content: 'Call back.',
    says: [
      '1:1 nothing reads a file here | move it out of the content folder; pictures are PNG, JPEG, WebP, AVIF or GIF',
    ],
  },
  {
    name: 'id taken',
    file: inStories('id-taken.mdx'),
    content: story('good-story'),
    says: [
      '2:5 id "good-story" is taken by stories/2026/11/good-story.mdx | give each story an id of its own; ids never change, so change the newer one',
    ],
  },
  {
    name: 'id taken but for case',
    file: inStories('id-taken-in-capitals.mdx'),
    content: story('Good-Story'),
    says: [
      '2:5 id is not an id | 3 to 60 lower-case letters, digits and hyphens',
      '2:5 id "Good-Story" is taken by stories/2026/11/good-story.mdx | give each story an id of its own; ids never change, so change the newer one',
    ],
  },
  {
    name: 'slug taken in another month',
    file: 'stories/2026/12/good-story.mdx',
    content: story('slug-taken'),
    says: [
      '1:1 slug "good-story" is taken by stories/2026/11/good-story.mdx | rename one of the files: both would have the same address',
    ],
  },
  {
    name: 'slug taken but for case',
    file: 'stories/2026/10/Good-Story.mdx',
    content: story('slug-taken-case'),
    says: [
      '1:1 the file name "Good-Story" is not a slug | rename it: lower-case letters, digits and single hyphens',
      '1:1 slug "Good-Story" is taken by stories/2026/11/good-story.mdx | rename one of the files: both would have the same address',
    ],
  },
  {
    name: 'old slug of another story',
    file: inStories('old-slug.mdx'),
    content: story('old-slug', { add: ['formerly: [fine, good-story]'] }),
    says: [
      '11:18 formerly.1 "good-story" is taken by stories/2026/11/good-story.mdx | an address can lead to one story only; leave it out here',
    ],
  },
  {
    name: 'old slug taken but for case',
    file: inStories('old-slug-case.mdx'),
    content: story('old-slug-case', { add: ['formerly: [Old-Name]'] }),
    says: [
      '11:12 formerly.0 is not a slug | lower-case letters, digits and single hyphens',
      '11:12 formerly.0 "Old-Name" is taken by stories/2026/11/good-story.mdx | an address can lead to one story only; leave it out here',
    ],
  },
  {
    name: 'its own slug as an old one',
    file: inStories('own-slug.mdx'),
    content: story('own-slug', { add: ['formerly: [own-slug]'] }),
    says: ['11:12 formerly.0 "own-slug" is the story’s own already | leave it out'],
  },
  withLead('lead that is not there', 'nowhere.png', [
    '11:13 lead.src there is no picture nowhere.png | put it beside lead-that-is-not-there.mdx',
  ]),
  withLead('lead that is a folder', '..', [
    '11:13 lead.src there is no picture .. | put it beside lead-that-is-a-folder.mdx',
  ]),
  withLead('lead too small', 'narrow.png', [
    '11:13 lead.src narrow.png is 1199 px wide | a lead picture needs 1200 px or more',
  ]),
  withLead('lead too large', 'vast.png', [
    '11:13 lead.src vast.png has 40.1 megapixels | scale it down to 40 or fewer',
  ]),
  withLead('JPEG called PNG', 'disguised.png', [
    '11:13 lead.src disguised.png is a JPEG file | give it the extension .jpg',
  ]),
  withLead('text called PNG', 'text.png', [`11:13 lead.src text.png can’t be read as a picture | ${anew}`]),
  withLead('picture cut off', 'cut-off.png', [
    `11:13 lead.src cut-off.png can’t be read as a picture | ${anew}`,
  ]),
  {
    name: 'twin without words that is not there',
    file: inStories('no-twin.mdx'),
    content: story('no-twin', { add: [twinned('nowhere.png')] }),
    says: ['11:36 lead.unlabelled there is no picture nowhere.png | put it beside no-twin.mdx'],
  },
  {
    name: 'twin of another size',
    file: inStories('other-twin.mdx'),
    content: story('other-twin', { add: [twinned('wider.png')] }),
    says: [
      '11:36 lead.unlabelled wider.png has another size than wide.png | save both at one size: the focal point is one',
    ],
  },
  {
    name: 'author with a fediverse account without a server',
    file: 'authors/lonely.yml',
    content: 'name: X\nkind: person\ndescription: X.\nfediverse: "@amy"\n',
    says: ['4:12 fediverse "@amy" is not a fediverse account | write @name@server.example'],
  },
  {
    name: 'section without a name',
    file: 'sections/no-name.yml',
    content: 'description: X.\norder: first\n',
    says: ['1:1 name is missing | add name:', '2:8 order is text | write a number'],
  },
  {
    name: 'section in half a place',
    file: 'sections/half.yml',
    content: 'name: Half\ndescription: X.\norder: 1.5\n',
    says: ['3:8 order is 1.5 | write a whole number'],
  },
  {
    name: 'section called home',
    file: 'sections/home.yml',
    content: 'name: Home\ndescription: X.\norder: 1\n',
    says: ['1:1 slug "home" is a name the portal uses itself | rename the file'],
  },
  {
    name: 'topic with a field too many',
    file: 'topics/many.yml',
    content: 'name: X\ndescription: X.\norder: 1\n',
    says: ['3:1 order is not a field | leave it out; the fields are name, names, description'],
  },
  {
    name: 'series without a part',
    file: 'series/empty.yml',
    content: 'name: X\ndescription: X.\nstories: []\n',
    says: ['3:10 stories is empty | name its parts by their slugs, in order'],
  },
  {
    name: 'series of stories that don’t exist, had another name, or stand there twice',
    file: 'series/faulty.yml',
    content: 'name: X\ndescription: X.\nstories:\n  - good-stry\n  - old-name\n  - expiring\n  - expiring\n',
    says: [
      '4:5 stories.0 there is no story "good-stry" | did you mean good-story?',
      '5:5 stories.1 there is no story "old-name" | it is good-story now',
      '7:5 stories.3 "expiring" stands there twice | leave it out',
    ],
  },
  {
    name: 'series with a part of another one',
    file: 'series/greedy.yml',
    content: 'name: X\ndescription: X.\nstories: [good-story, expiring]\n',
    says: [
      '3:23 stories.1 "expiring" is a part of series/faulty.yml already | a story is a part of one series; leave it out of the other',
    ],
  },
  {
    name: 'series of which nobody sees a part',
    file: 'series/planned.yml',
    content: 'name: X\ndescription: X.\nstories: [a-draft, embargoed]\n',
    says: [],
  },
  {
    name: 'page that links to series',
    file: 'pages/leading.mdx',
    content: page('[a](/series/planned) and [b](/series/greedy)'),
    says: [
      '7:1 /series/planned leads to a series of which nobody sees a part | publish one first, or take the link out',
    ],
  },
  {
    name: 'series that is told its parts’ numbers',
    file: 'series/numbered.yml',
    content: 'name: X\ndescription: X.\nstories: [{ story: good-story, part: 1 }]\n',
    says: ['3:11 stories.0 is a group of fields | write text, in quotes if it looks like a number: "2026"'],
  },
  {
    name: 'author of no kind',
    file: 'authors/robot.yml',
    content: 'name: X\nkind: robot\ndescription: X.\n',
    says: ['2:7 kind can’t be "robot" | choose one of: person, desk'],
  },
  {
    name: 'page at an address in use',
    file: 'pages/sections.mdx',
    content: page('Text.'),
    says: ['1:1 slug "sections" is a name the portal uses itself | rename the file'],
  },
  {
    name: 'page that links to a draft',
    file: 'pages/linking.mdx',
    content: page('[a](/articles/a-draft)'),
    says: [
      '7:1 /articles/a-draft leads to a story that is a draft | publish that story first, or take the link out',
    ],
  },
  {
    name: 'page with a notice that is told what to say',
    file: 'pages/telling.mdx',
    content: page('<AudienceNotice mode="off">\n\nNothing.\n\n</AudienceNotice>'),
    says: [
      '7:1 <AudienceNotice> holds nothing | write <AudienceNotice … />',
      '7:17 mode <AudienceNotice> has no mode | leave it out',
    ],
  },
  {
    name: 'page with a misspelt notice',
    file: 'pages/misspelt.mdx',
    content: page('<AudienceNote />'),
    says: ['7:1 <AudienceNote> is not a component | did you mean AudienceNotice?'],
  },
  {
    name: 'page with an entry',
    file: 'pages/entries.mdx',
    content: page('<Entry at="2026-11-24T09:00:00Z">\n\nText.\n\n</Entry>'),
    says: ['7:1 <Entry> outside a story | move it to a story, or take it out'],
  },
];

const hidden = 'delete it: it can’t be seen, and it changes what is read';

/** The files in `broken/`, whose very bytes are the fault, and what is said of each; of sound ones, nothing. */
export const byteCases: Readonly<Record<string, readonly string[]>> = {
  'invalid-utf-8-in-the-body.mdx': ['13:21 not valid UTF-8 | save the file as UTF-8'],
  'invalid-utf-8-in-a-field.mdx': ['3:16 not valid UTF-8 | save the file as UTF-8'],
  'utf-16.mdx': ['1:1 not valid UTF-8 | save the file as UTF-8'],
  'bidi-override.mdx': [
    `13:10 a bidirectional control character (U+202E) | ${hidden}`,
    `13:16 a bidirectional control character (U+202C) | ${hidden}`,
  ],
  'bidi-mark-in-a-headline.mdx': [`3:13 a bidirectional control character (U+200F) | ${hidden}`],
  'nul.mdx': [`13:6 a control character (U+0000) | ${hidden}`],
  'line-separator.mdx': [`13:4 a control character (U+2028) | ${hidden}`],
  'crlf-with-faults.mdx': [
    '5:7 kind can’t be "newz" | did you mean news?',
    '15:5 /articles/nowhere leads nowhere | link to a page that exists',
    '16:3 HTML is not allowed: <b> | use Markdown or a component; write &lt; for the sign',
  ],
  'bom-with-faults.mdx': [
    '1:1 status is missing | add status:',
    '10:1 stats is not a field | did you mean status?',
    '13:1 <Nte> is not a component | did you mean Note?',
  ],
  'old-mac-with-faults.mdx': [
    '13:1 a heading of the first level | write ##; the headline is the page’s # already',
  ],
  'sound-crlf.mdx': [],
  'sound-bom.mdx': [],
  'sound-bom-and-crlf.mdx': [],
  'sound-old-mac.mdx': [],
  'sound-without-last-line-end.mdx': [],
};

/** Test data: what can be wrong with the entries of a live story. The body begins on line 13. */

export type EntryCase = Readonly<{
  name: string;
  body: string;
  change?: Readonly<Record<string, string>>;
  add?: readonly string[];
  /** `line:column field what | mend` of every problem. */
  says: readonly string[];
}>;

const entry = (at: string, more = '', text = 'Text.') => `<Entry at="${at}"${more}>\n\n${text}\n\n</Entry>`;
const [nine, ten] = ['2026-11-24T09:00:00+08:00', '2026-11-24T10:00:00+08:00'];
const live = { kind: 'kind: live' };
const example = 'write 2026-11-24T09:30:00+08:00';

export const entryCases: readonly EntryCase[] = [
  {
    name: 'entries in order',
    change: live,
    body: `What this is about.[^1]\n\n${entry(ten, ' title="Ten" key')}\n\n${entry(nine)}\n\n[^1]: A footnote.`,
    says: [],
  },
  {
    name: 'entry in another story',
    body: `Text.\n\n${entry(ten)}\n\n${entry(nine)}`,
    says: ['15:1 <Entry> outside a live story | write kind: live, or take the entries out'],
  },
  {
    name: 'live without an entry',
    change: live,
    body: 'Text.',
    says: ['5:7 kind is live, and there is no entry | add <Entry at="…">…</Entry>, or choose another kind'],
  },
  {
    name: 'entry without an instant',
    change: live,
    body: '<Entry>\n\nText.\n\n</Entry>',
    says: ['13:1 at <Entry> needs at | add at="…"'],
  },
  {
    name: 'entry without a zone',
    change: live,
    body: entry('2026-11-24 09:30'),
    says: [`13:8 at "2026-11-24 09:30" has no time zone | ${example}`],
  },
  {
    name: 'entry on no day',
    change: live,
    body: entry('2026-02-30T09:30:00+08:00'),
    says: [
      '13:8 at "2026-02-30T09:30:00+08:00" is not a date with time and zone | write 2026-11-24T09:00:00+08:00',
    ],
  },
  {
    name: 'two entries at one instant',
    change: live,
    body: `${entry(ten)}\n\n${entry(nine)}\n\n${entry('2026-11-24T01:00:00Z')}`,
    says: [
      '25:8 at has the instant of the entry on line 19 | write another minute or second: it is the entry’s address',
    ],
  },
  {
    name: 'entries oldest first',
    change: live,
    body: `${entry(nine)}\n\n${entry(ten)}`,
    says: ['19:8 at is newer than the entry above | move the entry up: newest first'],
  },
  {
    name: 'entry in a note',
    change: live,
    body: `${entry(ten)}\n\n<Note>\n\n${entry(nine)}\n\n</Note>`,
    says: [
      '19:1 text below an entry | put it into an entry, or above the first one',
      '21:1 <Entry> inside something else | move it out: entries stand one below the other',
    ],
  },
  {
    name: 'entry in an entry',
    change: live,
    body: entry(ten, '', entry(nine)),
    says: ['15:1 <Entry> inside something else | move it out: entries stand one below the other'],
  },
  {
    name: 'entry in a timeline',
    change: live,
    body: `<Timeline title="T">\n<Event date="1912">Text.</Event>\n${entry(nine)}\n</Timeline>\n\n${entry(nine)}`,
    says: ['15:1 <Entry> inside something else | move it out: entries stand one below the other'],
  },
  {
    name: 'key entry without a title',
    change: live,
    body: entry(nine, ' key'),
    says: ['13:1 title a key entry without a title | add title="…": it stands among the key points'],
  },
  {
    name: 'key with a value',
    change: live,
    body: entry(nine, ' title="Nine" key="yes"'),
    says: ['13:52 key takes no value | write its name alone'],
  },
  {
    name: 'entry of tomorrow',
    change: live,
    body: `${entry('2026-11-25T09:00:00+08:00')}\n\n${entry(nine)}`,
    says: ['13:1 at lies in the future | write the entry when it has happened'],
  },
  {
    name: 'empty entry',
    change: live,
    body: entry(nine, '', ''),
    says: ['13:1 <Entry> is empty | write its text, or delete it'],
  },
  {
    name: 'text between entries',
    change: live,
    body: `${entry(ten)}\n\nOne.\n\nTwo.\n\n${entry(nine)}`,
    says: ['19:1 text below an entry | put it into an entry, or above the first one'],
  },
  {
    name: 'headings in entries',
    change: live,
    body: `## Before\n\n### Deep\n\n${entry(ten, '', '### A part')}\n\n${entry(nine, '', '## A part\n\n#### Deep')}`,
    says: [
      '25:1 a heading of level 2 in an entry | write ###; the entry’s own title is the ##',
      '27:1 a heading of level 4 after level 2 | write ###',
    ],
  },
  {
    name: 'footnote in an entry',
    change: live,
    body: `${entry(nine, '', 'Text.[^1]')}\n\n[^1]: More.`,
    says: ['15:6 a footnote in an entry | say it in the text, or in a <Note>'],
  },
  {
    name: 'end of a story that isn’t live',
    add: [`endedAt: ${ten}`],
    body: 'Text.',
    says: ['11:10 endedAt stands in a story that isn’t live | write kind: live, or leave it out'],
  },
  {
    name: 'end before the newest entry',
    change: live,
    add: [`endedAt: ${nine}`],
    body: entry(ten),
    says: ['11:10 endedAt is before the newest entry | write a later time, or leave it out'],
  },
  {
    name: 'link to an entry',
    change: live,
    body: `[Nine](#e-20261124T010000Z), [ten](#e-20261124T020000Z), [a part](#e-20261124T010000Z-a-part).\n\n${entry(nine, '', '### A part')}`,
    says: ['13:30 there is no heading #e-20261124T020000Z in this text | did you mean e-20261124T010000Z?'],
  },
];

/** Test data: what can be wrong with the components in a body. The body begins on line 13. */
import type { BodyCase } from './check.test.bodies.ts';

const notClosed = (name: string) =>
  `<${name}> is not closed | write </${name}> after its text, or <${name} … /> if there is none; text on lines of its own has a blank line around it`;
const inLine = '<Note> stands inside a line | put it on lines of its own, with a blank line around it';
const chart = (table: string) => `<Chart kind="bar" title="T" source="S">\n\n${table}\n\n</Chart>`;

export const componentCases: readonly BodyCase[] = [
  {
    name: 'unknown component',
    body: 'Text.\n\n<Pullquote>\n\nText.\n\n</Pullquote>',
    says: ['15:1 <Pullquote> is not a component | did you mean PullQuote?'],
  },
  {
    name: 'component of another site',
    body: '<Tweet id="1" />',
    says: [
      '13:1 <Tweet> is not a component | choose one of: Figure, PullQuote, FactBox, Timeline, Event, Chart, LocatorMap, Place, Note, Entry',
    ],
  },
  {
    name: 'unknown prop',
    body: '<Note lable="x">\n\nText.\n\n</Note>',
    says: ['13:7 lable <Note> has no lable | did you mean label?'],
  },
  {
    name: 'prop twice',
    body: '<Note label="x" label="y">\n\nText.\n\n</Note>',
    says: ['13:17 label label is given twice | keep one of them'],
  },
  {
    name: 'prop without quotes',
    body: '<Note label=x>\n\nText.\n\n</Note>',
    says: ['13:13 a value without quotes | write it in straight double quotes: name="value"'],
  },
  {
    name: 'value never closed',
    body: 'Text.\n\n<Note label="x>\n\nText.\n\n</Note>\n\n<Note label="y">\n\nText.\n\n</Note>',
    says: [
      '15:1 a value of <Note> is not closed | write each value in straight double quotes, with spaces between: name="value"',
    ],
  },
  {
    name: 'empty prop',
    body: '<Note label>\n\nText.\n\n</Note>',
    says: ['13:7 label is empty | write it, or leave the prop out if it is optional'],
  },
  {
    name: 'component never closed',
    body: '<FactBox title="x">\n\nText.\n\n[a](/nowhere-at-all)',
    says: [`13:1 ${notClosed('FactBox')}`, '17:1 /nowhere-at-all leads nowhere | link to a page that exists'],
  },
  {
    name: 'wrong tag closed',
    body: '<Note>\n\nText.\n\n</FactBox>',
    says: ['17:1 </FactBox> stands where <Note> should be closed | write </Note>, or take one of them out'],
  },
  {
    name: 'nothing to close',
    body: 'Text.\n\n</Note>',
    says: ['15:1 </Note> closes nothing | write <Note …> before it, or delete it'],
  },
  { name: 'component in a sentence', body: 'Text <Note>aside</Note> text.', says: [`13:6 ${inLine}`] },
  { name: 'component in emphasis', body: '**<Note>aside</Note>**', says: [`13:3 ${inLine}`] },
  { name: 'component in a heading', body: '## <Note>aside</Note>', says: [`13:4 ${inLine}`] },
  {
    name: 'empty component',
    body: '<Note>\n\n</Note>',
    says: ['13:1 <Note> is empty | write its text, or delete it'],
  },
  {
    name: 'figure without alt, credit, rights',
    body: '<Figure src="wide.png" />',
    says: [
      '13:1 alt <Figure> needs alt | add alt="…"',
      '13:1 credit <Figure> needs credit | add credit="…"',
      '13:1 rights <Figure> needs rights | add rights="…"',
    ],
  },
  {
    name: 'figure with text',
    body: '<Figure src="wide.png" alt="A" credit="B" rights="C">\n\nText.\n\n</Figure>',
    says: ['13:1 <Figure> holds nothing | write <Figure … />'],
  },
  {
    name: 'figure without file',
    body: 'Text.\n\n<Figure src="wied.png" alt="A" credit="B" rights="C" />',
    says: ['15:9 src there is no picture wied.png | put it beside figure-without-file.mdx'],
  },
  {
    name: 'figure from elsewhere',
    body: '<Figure src="https://example.org/a.png" alt="A" credit="B" rights="C" />',
    says: [
      '13:9 src "https://example.org/a.png" is not a file beside the story | put the picture into the content folder and write its name',
    ],
  },
  {
    name: 'figure outside the folder',
    body: '<Figure src="../../../../secret.png" alt="A" credit="B" rights="C" />',
    says: [
      '13:9 src "../../../../secret.png" is not a file beside the story | put the picture into the content folder and write its name',
    ],
  },
  {
    name: 'event outside',
    body: '<Event date="1912">Text.</Event>',
    says: ['13:1 <Event> outside <Timeline> | put it inside <Timeline>'],
  },
  {
    name: 'event without a date',
    body: '<Timeline title="T">\n  <Event>Text.</Event>\n</Timeline>',
    says: ['14:3 date <Event> needs date | add date="…"'],
  },
  {
    name: 'event on no date',
    body: '<Timeline title="T">\n  <Event date="1912-13">Text.</Event>\n</Timeline>',
    says: [
      '14:10 date "1912-13" is not a date | write 1912, 1912-01 or 1912-01-01; how readers see it stands in label',
    ],
  },
  {
    name: 'text in a timeline',
    body: '<Timeline title="T">\n\nText.\n\n<Event date="1912">Text.</Event>\n\n</Timeline>',
    says: ['15:1 text inside <Timeline> | only <Event> stands there'],
  },
  {
    name: 'note in a timeline',
    body: '<Timeline title="T">\n<Event date="1912">Text.</Event>\n<Note>Text.</Note>\n</Timeline>',
    says: ['15:1 <Note> inside <Timeline> | move it out, before or after it'],
  },
  {
    name: 'chart of no kind',
    body: chart('| a | b |\n|---|---|\n| x | 1 |').replace('bar', 'pie'),
    says: ['13:8 kind can’t be "pie" | choose one of: bar, line'],
  },
  {
    name: 'chart without table',
    body: chart('Text.'),
    says: [
      '13:1 <Chart> holds exactly one table | write one Markdown table inside it, with a blank line before and after',
    ],
  },
  {
    name: 'chart of words',
    body: chart('| a | b |\n|---|---|\n| x | 1,200 |\n| y | |'),
    says: [
      '17:5 "1,200" is not a plain number | write 1234.5, without separators or a unit',
      '18:5 "" is not a plain number | write 1234.5, without separators or a unit',
    ],
  },
  {
    name: 'chart of too many series',
    body: chart('| a | b | c | d | e | f |\n|---|---|---|---|---|---|\n| x | 1 | 2 | 3 | 4 | 5 |'),
    says: ['15:1 a chart of 5 series | draw 1 to 4: one column each after the first'],
  },
  {
    name: 'map without places',
    body: '<LocatorMap alt="A">\n</LocatorMap>',
    says: ['13:1 <LocatorMap> without <Place> | add <Place … />'],
  },
  {
    name: 'place on no latitude',
    body: '<LocatorMap alt="A">\n  <Place name="X" lat="91" lon="10" />\n</LocatorMap>',
    says: ['14:19 lat "91" is not a number from -90 to 90 | write degrees with a decimal point: 39.9'],
  },
  {
    name: 'place by degrees and minutes',
    body: '<LocatorMap alt="A">\n  <Place name="X" lat="39°54′N" lon="10" />\n</LocatorMap>',
    says: ['14:19 lat "39°54′N" is not a number from -90 to 90 | write degrees with a decimal point: 39.9'],
  },
  {
    name: 'component for pages',
    body: 'Text.\n\n<AudienceNotice />',
    says: ['15:1 <AudienceNotice> outside a page | move it to a file in pages, or take it out'],
  },
  {
    name: 'place outside the frame',
    body: '<LocatorMap alt="A" west="100" east="120" south="50" north="20">\n  <Place name="X" lat="39.9" lon="75" />\n</LocatorMap>',
    says: [
      '13:1 south south (50) is not south of north (20) | the smaller number of degrees is south',
      '14:3 <Place> lies outside the map’s frame | widen west, south, east or north, or leave them out',
    ],
  },
];

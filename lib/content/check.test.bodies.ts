/** Test data: what can be wrong in a body, and where the check says so. The body begins on line 13. */

export type BodyCase = Readonly<{
  name: string;
  body: string;
  /** `line:column field what | mend` of every problem. */
  says: readonly string[];
}>;

const expression = 'an {expression} is not allowed: a story is data';
const brace = `${expression} | delete it, or write \\{ for a brace in the text`;
const noHtml = (name: string) =>
  `HTML is not allowed: <${name}> | use Markdown or a component; write &lt; for the sign`;
const goodLink = 'link to https://… or to a page of this site';

export const bodyCases: readonly BodyCase[] = [
  { name: 'no body', body: '', says: ['12:1 the body is empty | write the text below the front matter'] },
  {
    name: 'only blank lines',
    body: '\n \n',
    says: ['12:1 the body is empty | write the text below the front matter'],
  },
  {
    name: 'only a rule',
    body: '***',
    says: ['12:1 the body is empty | write the text below the front matter'],
  },
  {
    name: 'h1 in the body',
    body: 'Text.\n\n# Title',
    says: ['15:1 a heading of the first level | write ##; the headline is the page’s # already'],
  },
  {
    name: 'level skipped at once',
    body: '### Deep',
    says: ['13:1 a heading of level 3 after level 1 | write ##'],
  },
  {
    name: 'level skipped later',
    body: '## One\n\n#### Three\n\n## Two',
    says: ['15:1 a heading of level 4 after level 2 | write ###'],
  },
  { name: 'empty heading', body: 'Text.\n\n##', says: ['15:1 an empty heading | write it or delete it'] },
  {
    name: 'import',
    body: 'import fs from "node:fs"\n\nText.',
    says: ['13:1 import and export are not allowed: a story is data | delete the line'],
  },
  {
    name: 'export',
    body: 'Text.\n\nexport const a = 1',
    says: ['15:1 import and export are not allowed: a story is data | delete the line'],
  },
  {
    name: 'sentence that begins like code',
    body: 'Text.\n\nimport duties rose.\n\n{again}',
    says: [
      '15:1 import and export are not allowed: a story is data | delete the line; in a sentence, begin the line with another word',
      `17:1 ${brace}`,
    ],
  },
  { name: 'expression in a line', body: 'Two is {1 + 1}.', says: [`13:8 ${brace}`] },
  { name: 'expression on its own', body: '{process.env.HOME}', says: [`13:1 ${brace}`] },
  { name: 'comment in braces', body: 'Text.\n\n{/* later */}', says: [`15:1 ${brace}`] },
  { name: 'brace never closed', body: 'Text with a { in it.\n\nMore.', says: [`13:13 ${brace}`] },
  { name: 'brace with prose', body: 'A set {one, two and three}.', says: [`13:7 ${brace}`] },
  {
    name: 'expression in a prop',
    body: '<Note label={name}>\n\nText.\n\n</Note>',
    says: [`13:7 label ${expression} | write label="…"`],
  },
  {
    name: 'props spread',
    body: '<Note {...props}>\n\nText.\n\n</Note>',
    says: [`13:7 ${expression} | write each prop by its name: name="value"`],
  },
  { name: 'html block', body: '<div>\n\nText.\n\n</div>', says: [`13:1 ${noHtml('div')}`] },
  { name: 'html in a line', body: 'A <b>bold</b> word.', says: [`13:3 ${noHtml('b')}`] },
  {
    name: 'html never closed',
    body: 'One<br>two.\n\nA <hr> too.',
    says: [`13:4 ${noHtml('br')}`, `15:3 ${noHtml('hr')}`],
  },
  { name: 'script', body: 'Text.\n\n<script>alert(1)</script>', says: [`15:1 ${noHtml('script')}`] },
  { name: 'fragment', body: '<>Text.</>', says: [`13:1 ${noHtml('')}`] },
  {
    name: 'html comment',
    body: 'Text.\n\n<!-- to do:\n{check} -->\n\n<i>More.</i>',
    says: [
      '15:1 an HTML comment | delete it; notes to yourself stand in the git history',
      `18:1 ${noHtml('i')}`,
    ],
  },
  {
    name: 'javascript link',
    body: 'A [link](javascript:alert(1)).',
    says: [`13:3 a javascript: link | ${goodLink}`],
  },
  {
    name: 'javascript link in disguise',
    body: 'A [link](Java&#x53;cript&colon;alert`1`).',
    says: [`13:3 a javascript: link | ${goodLink}`],
  },
  {
    name: 'data link by reference',
    body: 'A [link][1].\n\n[1]: data:text/html,Hi',
    says: [`15:1 a data: link | ${goodLink}`],
  },
  { name: 'vbscript link', body: '**[a](vbscript:x)**', says: [`13:3 a vbscript: link | ${goodLink}`] },
  {
    name: 'address without scheme',
    body: 'A [link](//example.org).',
    says: ['13:3 an address without http or https | write https://example.org'],
  },
  {
    name: 'relative link',
    body: 'A [link](good-story).',
    says: [
      '13:3 "good-story" is neither a page of this site nor a web address | write /articles/…, #a-heading or https://…',
    ],
  },
  {
    name: 'link without address',
    body: 'A [link]().',
    says: ['13:3 a link without an address | write the address, or delete the link'],
  },
  {
    name: 'reference without address',
    body: 'See\nthe [link][nowhere].',
    says: ['14:5 the link [link][nowhere] has no address | add a line [nowhere]: https://…'],
  },
  {
    name: 'address in angle brackets',
    body: 'See <https://example.org/> and <desk@example.org>.',
    says: [
      '13:5 an address in < > | write [text](address)',
      '13:32 an address in < > | write [text](address)',
    ],
  },
  {
    name: 'link to no story',
    body: 'Two links: [one](/articles/good-story) and\n[two](/articles/good-stroy).',
    says: ['14:1 /articles/good-stroy leads nowhere | did you mean /articles/good-story?'],
  },
  {
    name: 'link to no section',
    body: '[a](/sections/chin)',
    says: ['13:1 /sections/chin leads nowhere | did you mean /sections/china?'],
  },
  {
    name: 'link to no folder',
    body: '[a](/article/good-story)',
    says: ['13:1 /article/good-story leads nowhere | did you mean /articles/good-story?'],
  },
  {
    name: 'link to no page',
    body: '[a](/abuot)',
    says: ['13:1 /abuot leads nowhere | did you mean /about?'],
  },
  {
    name: 'link to an old slug',
    body: '[a](/articles/old-name)',
    says: ['13:1 /articles/old-name is an old address | link to /articles/good-story'],
  },
  {
    name: 'link to no heading here',
    body: '## A heading\n\n[a](#a-headin)',
    says: ['15:1 there is no heading #a-headin in this text | did you mean a-heading?'],
  },
  {
    name: 'link to no heading there',
    body: '[a](/articles/good-story#part-22)',
    says: ['13:1 there is no heading #part-22 there | did you mean part-2?'],
  },
  {
    name: 'link to a draft',
    body: '[a](/articles/a-draft)',
    says: [
      '13:1 /articles/a-draft leads to a story that is a draft | publish that story first, or take the link out',
    ],
  },
  {
    name: 'link to a withdrawn story',
    body: '[a](/articles/a-withdrawn-story)',
    says: ['13:1 /articles/a-withdrawn-story leads to a story that was withdrawn | take the link out'],
  },
  {
    name: 'link to a story under embargo',
    body: '[a](/articles/embargoed)',
    says: [
      '13:1 /articles/embargoed leads to a story that nobody sees before 2026-12-24T09:00:00Z | publish this one no earlier, or take the link out',
    ],
  },
  {
    name: 'link to a story that expires',
    body: '[a](/articles/expiring)',
    says: [
      '13:1 /articles/expiring leads to a story that expires on 2027-01-01T00:00:00Z | take the link out, or let this one expire too',
    ],
  },
  {
    name: 'footnote not defined',
    body: 'One.[^1]\nTwo.[^2]\n\n[^1]: Yes.',
    says: ['14:5 the footnote [^2] is not defined | add a line [^2]: …'],
  },
  {
    name: 'footnote not used',
    body: 'One.\n\n[^1]: No.',
    says: ['15:1 the footnote [^1] is never used | write [^1] in the text, or delete it'],
  },
  {
    name: 'footnote twice',
    body: 'One.[^1]\n\n[^1]: Yes.\n\n[^1]: No.',
    says: ['17:1 the footnote [^1] is defined twice | keep one of them, or name it otherwise'],
  },
  {
    name: 'markdown picture',
    body: 'Text ![A picture](wide.png).',
    says: ['13:6 a Markdown picture | use <Figure src="…" alt="…" credit="…" rights="…" />'],
  },
  {
    name: 'less-than sign',
    body: 'Text.\n\nIf a <5 then b<c.',
    says: [
      '15:6 a < that begins no component | write &lt; for the sign, or mend the component',
      '15:15 a < that begins no component | write &lt; for the sign, or mend the component',
    ],
  },
];

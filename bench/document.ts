/** docs/benchmarks.md: a section for each bench, put in its place when the bench has run; the others stay as they are. */
import { type Circumstances, type Figures, figuresText } from './figures.ts';

const preface = `# Benchmarks

Written by \`npm run bench\`; not to be edited by hand. Each section says when, where and by which command its figures were taken, and a bench that is run alone replaces its own section. What stands in one table was measured in one run, in turns where that is possible. Figures of different machines can't be compared: look at ratios.

Where we are behind, the table says so, and the remarks below it why.
`;

const begins = (bench: string) => `<!-- bench ${bench} -->`;
const ends = (bench: string) => `<!-- end of bench ${bench} -->`;

/** A bench's section, with the marks by which it is found again. */
export function sectionText(circumstances: Circumstances, figures: Figures): string {
  const { bench, says, command, date, machine, minutes } = circumstances;
  const took = minutes < 1 ? 'less than a minute' : `${Math.round(minutes)} min`;
  const versions = figures.versions?.length ? `\n\nMeasured: ${figures.versions.join('; ')}.` : '';
  return `${begins(bench)}
## ${says.charAt(0).toUpperCase()}${says.slice(1)}

\`${command}\`, ${date}, ${took}. ${machine}.${versions}

${figuresText(figures)}
${ends(bench)}
`;
}

/**
 * The document with a bench's section new. `order`: the names of all benches, in which sections stand;
 * sections of benches that are no more are left out.
 */
export function withSection(
  document: string | undefined,
  bench: string,
  section: string,
  order: readonly string[],
): string {
  const sections = order.flatMap((name) => {
    if (name === bench) return [section];
    const known = document === undefined ? undefined : sectionIn(document, name);
    return known === undefined ? [] : [known];
  });
  return [preface, ...sections].join('\n');
}

/** A bench's section as it stands in the document, or nothing. */
function sectionIn(document: string, bench: string): string | undefined {
  const from = document.indexOf(begins(bench));
  const to = document.indexOf(ends(bench), from);
  return from < 0 || to < 0 ? undefined : `${document.slice(from, to)}${ends(bench)}\n`;
}

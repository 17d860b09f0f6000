/** The lines in which two texts differ. */

export type Difference = Readonly<{
  sign: '-' | '+';
  /** From 1, in the text that has the line. */
  line: number;
  text: string;
}>;

/** Lines taken out and put in, in order: the fewest there can be. Line ends are not compared. */
export function differences(before: string, after: string): Difference[] {
  const [old, young] = [before.split(/\r?\n/), after.split(/\r?\n/)];
  let start = 0;
  while (start < Math.min(old.length, young.length) && old[start] === young[start]) start++;
  let same = 0;
  const most = Math.min(old.length, young.length) - start;
  while (same < most && old.at(-1 - same) === young.at(-1 - same)) same++;
  const [a, b] = [old.slice(start, old.length - same), young.slice(start, young.length - same)];
  const common = commonLengths(a, b);
  const found: Difference[] = [];
  let [x, y] = [0, 0];
  while (x < a.length || y < b.length) {
    if (x < a.length && a[x] === b[y]) [x, y] = [x + 1, y + 1];
    else if (x < a.length && (y === b.length || at(common, x + 1, y) >= at(common, x, y + 1)))
      found.push({ sign: '-', line: start + ++x, text: a[x - 1] ?? '' });
    else found.push({ sign: '+', line: start + ++y, text: b[y - 1] ?? '' });
  }
  return found;
}

const at = (table: readonly (readonly number[])[], x: number, y: number) => table[x]?.[y] ?? 0;

/** How many lines the ends of two texts have in common, from each pair of lines on. */
function commonLengths(a: readonly string[], b: readonly string[]): number[][] {
  const table = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let x = a.length - 1; x >= 0; x--)
    for (let y = b.length - 1; y >= 0; y--)
      (table[x] as number[])[y] =
        a[x] === b[y] ? at(table, x + 1, y + 1) + 1 : Math.max(at(table, x + 1, y), at(table, x, y + 1));
  return table;
}

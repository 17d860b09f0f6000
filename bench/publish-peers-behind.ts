/** Where others publish quicker than we do, and why. */
import type { Result } from './publish-peers.ts';

const times = (more: number, less: number) => (more / less).toFixed(more / less < 10 ? 1 : 0);

/** A sentence for each table and each thing at which somebody is ahead of us; nothing if nobody is. */
export function whyBehind(stories: number, results: readonly Result[]): string[] {
  const ours = results.find(({ name }) => name.includes('Ours'));
  if (!ours) return [];
  const size = `${stories.toLocaleString('en')} stories`;
  const ahead = (of: (result: Result) => number) =>
    results
      .filter((result) => of(result) < of(ours))
      .map((result) => `${result.name} by ${times(of(ours), of(result))} times`)
      .join(', ');
  const cold = ahead(({ whole }) => whole.seconds);
  const changed = ahead((result) => result.changed);
  return [
    ...(cold
      ? [
          `We are behind from cold, ${size}: ${cold}. Each story passes a strict check with its links and pictures, and goes through Contentlayer; each finished page is rendered by React, parsed again, and compressed twice. Hugo is compiled and does none of that.`,
        ]
      : []),
    ...(changed
      ? [
          `We are behind after one changed headline, ${size}: ${changed}. Ours waits until the file is written to its end, checks it, renders every page that lists it, syncs them to the disk and switches once; a builder of few plain pages is done sooner with all of them.`,
        ]
      : []),
  ];
}

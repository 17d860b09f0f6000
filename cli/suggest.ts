/** What somebody may have meant by a name that doesn't exist. */
import { closest, distance } from 'fastest-levenshtein';

/** ` Did you mean …?`, or nothing if no name is near. */
export function didYouMean(wanted: string, names: readonly string[]): string {
  if (names.length === 0) return '';
  const nearest = names.find((name) => name.startsWith(wanted)) ?? closest(wanted, names);
  const isNear = nearest.startsWith(wanted) || distance(nearest, wanted) <= Math.max(3, wanted.length / 3);
  return isNear ? ` Did you mean ${nearest}?` : '';
}

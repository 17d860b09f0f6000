/** What an edition keeps of the versions of a story before its present one. */
import type { CheckedStory } from './model.ts';

/** A version that the public saw. Its text is kept as it was written; of one that isn't to be shown, nothing is. */
export type KeptVersion = Readonly<{
  /** When it was first seen. */
  at: string;
}> &
  Readonly<{ source: string } | { withheld: true; reason?: string }>;

export type KeptHistory = Readonly<{
  /** Newest first. */
  earlier: readonly KeptVersion[];
  /** When the present version came, if that is known. */
  at?: string;
}>;

/** How much is known of earlier versions: everything, what came after the place where a copy was cut off, or nothing. */
export type Known = 'whole' | 'cut' | 'none';

/** What is known of the stories of an edition that is being made; `of` gives the name of the object, if there is one. */
export type KnownHistories = Readonly<{ known: Known; of: (story: CheckedStory) => string | undefined }>;

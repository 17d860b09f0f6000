/** What an edition keeps of the versions of a story before its present one. */

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

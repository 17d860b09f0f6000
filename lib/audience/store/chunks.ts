/** Rows in statements of a few sizes, so that each statement is prepared once and used again. */

const largest = 128;

/** Calls `write` with 128 rows, 128 rows, then 64, 32 … as the rest needs it. */
export async function inChunks<Row>(
  rows: readonly Row[],
  write: (chunk: Row[]) => Promise<unknown>,
): Promise<void> {
  let done = 0;
  for (let size = largest; done < rows.length; ) {
    if (rows.length - done < size) size /= 2;
    else {
      await write(rows.slice(done, done + size));
      done += size;
    }
  }
}

/** Runs a task for each item, at most `limit` at once, and gives the results in the items' order. After a failure no task is begun. */
export async function inParallel<Item, Result>(
  items: readonly Item[],
  limit: number,
  task: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results = new Array<Result>(items.length);
  const queue = items.entries();
  let hasFailed = false;
  const work = async () => {
    for (const [index, item] of queue) {
      if (hasFailed) return;
      results[index] = await task(item).catch((error) => {
        hasFailed = true;
        throw error;
      });
    }
  };
  await allEnded(Array.from({ length: Math.min(limit, items.length) }, work));
  return results;
}

/** As `Promise.all`, but after a failure too it waits until nothing goes on behind its back. */
export async function allEnded<const Work extends readonly Promise<unknown>[]>(
  work: Work,
): Promise<{ -readonly [Index in keyof Work]: Awaited<Work[Index]> }> {
  await Promise.allSettled(work);
  return Promise.all(work);
}

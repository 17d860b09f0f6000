/** Who reads what now: a reader is there from one sign to the next, and gone when they leave or give no more. */

/**
 * A page in use gives a sign every 15 seconds (reader/reading.ts). One may be lost on the way without its reader
 * being lost; whoever left without a word is gone 40 seconds after the last, in milliseconds.
 */
export const forgetsAfter = 40_000;
/** So many readers at a time are known; a flood of forged views pushes out its own kind first, the oldest. */
const most = 500_000;

export type Readers = Readonly<{ total: number; byPage: ReadonlyMap<number, number> }>;

/** `now` is in milliseconds of a clock that nobody sets (`performance.now()`). */
export class Presence {
  /** View → page and last sign, the oldest sign first. */
  readonly #views = new Map<number, Readonly<{ page: number; at: number }>>();
  readonly #byPage = new Map<number, number>();

  constructor(readonly limit = most) {}

  sign(view: number, page: number, now: number): void {
    this.leave(view);
    if (this.#views.size >= this.limit) this.#forgetOldest();
    this.#views.set(view, { page, at: now });
    this.#byPage.set(page, (this.#byPage.get(page) ?? 0) + 1);
  }

  leave(view: number): void {
    const known = this.#views.get(view);
    if (!known) return;
    this.#views.delete(view);
    const left = (this.#byPage.get(known.page) ?? 1) - 1;
    if (left > 0) this.#byPage.set(known.page, left);
    else this.#byPage.delete(known.page);
  }

  readers(now: number): Readers {
    for (const [view, { at }] of this.#views) {
      if (at > now - forgetsAfter) break;
      this.leave(view);
    }
    return { total: this.#views.size, byPage: new Map(this.#byPage) };
  }

  #forgetOldest(): void {
    const [oldest] = this.#views.keys();
    if (oldest !== undefined) this.leave(oldest);
  }
}

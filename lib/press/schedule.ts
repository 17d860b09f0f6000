/** Has something done at the instant at which an edition is out of date by itself, and made ready before. */

export type ScheduleOptions = Readonly<{
  /** When the live edition is out of date by itself, in milliseconds since 1970; nothing if never. */
  due: () => number | undefined;
  /** Makes ready what goes live at an instant. */
  prepare: (at: number) => Promise<void>;
  /** It is time for what was due. */
  change: (due: number) => Promise<void>;
  /** Told of what failed; it is tried again. */
  report: (line: string) => void;
}>;

/** Made ready so long before, in milliseconds: longer than a press takes. */
export const lead = 30_000;
/** A timer that is set for hours doesn't see that the machine slept or the clock was set: it looks this often, in milliseconds. */
const looks = 200;
/** After something failed, in milliseconds. */
const pause = 5_000;

export class Schedule {
  readonly #options: ScheduleOptions;
  #prepared: number | undefined;
  #quietUntil = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;
  #isStopped = false;

  constructor(options: ScheduleOptions) {
    this.#options = options;
  }

  start(): void {
    this.#isStopped = false;
    const tick = async () => {
      await this.look(Date.now());
      if (!this.#isStopped) this.#timer = setTimeout(tick, looks);
    };
    void tick();
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  /** What was made ready is of no use: something else has gone live. */
  forget(): void {
    this.#prepared = undefined;
  }

  /** Does what has to be done at an instant, in milliseconds since 1970. */
  async look(now: number): Promise<void> {
    const due = this.#options.due();
    if (due === undefined || now < due - lead) return;
    const isTime = now >= due;
    if (!isTime && this.#prepared === due) return;
    // A clock that was set back must not make us wait for what it said before.
    if (now < this.#quietUntil && now > this.#quietUntil - pause) return;
    try {
      if (isTime) await this.#options.change(due);
      else await this.#options.prepare(due);
      this.#prepared = isTime ? undefined : due;
    } catch (error) {
      this.#quietUntil = now + pause;
      const what = isTime ? 'What was due could not go live' : 'What is due soon could not be made ready';
      this.#options.report(`${what}: ${(error as Error).message}. Trying again in ${pause / 1000} s.`);
    }
  }
}

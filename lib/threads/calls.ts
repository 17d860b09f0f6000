/** Questions to a thread by name, and their answers by number. */
import type { Worker } from 'node:worker_threads';

export type Question = Readonly<{ number: number; name: string; argument: unknown }>;
/** `trouble`: what went wrong, as data that may pass between threads. */
export type Answer<Trouble> =
  | Readonly<{ number: number; result: unknown }>
  | Readonly<{ number: number; trouble: Trouble }>;

type Call = Readonly<{ resolve: (result: unknown) => void; reject: (error: Error) => void }>;

export class Calls<Trouble> {
  readonly #waiting = new Map<number, Call>();
  #number = 0;

  /** `errorOf` makes an error of trouble. */
  constructor(readonly errorOf: (trouble: Trouble) => Error) {}

  ask(thread: Worker, name: string, argument?: unknown): Promise<unknown> {
    const number = ++this.#number;
    return new Promise((resolve, reject) => {
      this.#waiting.set(number, { resolve, reject });
      thread.postMessage({ number, name, argument } satisfies Question);
    });
  }

  hear(answer: Answer<Trouble>): void {
    const call = this.#waiting.get(answer.number);
    this.#waiting.delete(answer.number);
    if ('trouble' in answer) call?.reject(this.errorOf(answer.trouble));
    else call?.resolve(answer.result);
  }

  /** Nobody will answer any more. */
  failAll(error: Error): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}

/** Where operators and their programs ask how a portal is: /api/health/live, /ready, /deep, and /metrics. */
import { type Answer, type Asked, empty, json, text } from '#lib/http/asked.ts';
import type { DeepCheck } from './deep.ts';
import { isReady, type Parts } from './ready.ts';
import { isOperator } from './token.ts';

const folder = '/api/health/';
const metricsAddress = '/metrics';

export type HealthDesk = Readonly<{
  /** OPERATOR_TOKEN; without it what needs it isn't there. */
  token?: string;
  parts: () => Promise<Parts>;
  deep: Pick<DeepCheck, 'run'>;
  /** What Prometheus reads, and its media type. */
  metrics: () => Promise<Readonly<{ body: string; type: string }>>;
}>;

export class HealthDoor {
  readonly #desk: HealthDesk;

  constructor(desk: HealthDesk) {
    this.#desk = desk;
  }

  /** True for addresses that are answered here; without a token /metrics is an address like any other. */
  owns(address: string): boolean {
    return address.startsWith(folder) || (address === metricsAddress && this.#desk.token !== undefined);
  }

  async answer(asked: Asked): Promise<Answer> {
    if (asked.method !== 'GET' && asked.method !== 'HEAD')
      return text(405, 'Only GET and HEAD are answered here.', { allow: 'GET, HEAD' });
    const { parts, deep, metrics } = this.#desk;
    if (asked.path === `${folder}live`) return text(200, 'ok');
    if (asked.path === `${folder}ready`) {
      const state = await parts();
      const ready = isReady(state);
      return json(ready ? 200 : 503, { ready, parts: state });
    }
    if (asked.path === `${folder}deep`)
      return this.#forOperators(asked, async () => {
        const found = await deep.run();
        return json(found.ok ? 200 : 503, found);
      });
    if (asked.path === metricsAddress)
      return this.#forOperators(asked, async () => {
        const { body, type } = await metrics();
        return { status: 200, headers: { 'content-type': type, 'cache-control': 'no-store' }, body };
      });
    return empty(404);
  }

  async #forOperators({ headers }: Asked, answer: () => Promise<Answer>): Promise<Answer> {
    const { token } = this.#desk;
    if (token === undefined) return empty(404);
    if (isOperator(headers.authorization, token)) return answer();
    return text(401, 'This needs the operator’s token.', { 'www-authenticate': 'Bearer' });
  }
}

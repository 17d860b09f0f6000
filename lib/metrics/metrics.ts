/** What a portal counts and measures of itself, for Prometheus. No address, no reader, nothing of a request is a label. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Kind } from './kinds.ts';

/** What is looked up when somebody asks for the figures. */
export type Sources = Readonly<{
  edition: () => Readonly<{ stories: number; wentLive: number }> | undefined;
  app: () => Readonly<{ isRunning: boolean; restarts: number }>;
  audience: () => AudienceFigures;
  streams: () => number;
}>;

export type AudienceFigures = Readonly<{
  counted: number;
  /** By reason. */
  refused: ReadonlyMap<string, number>;
  waiting: number;
}>;

/** In seconds. A page from memory takes less than a millisecond, a card half a second, a press minutes. */
const requestTimes = [0.001, 0.005, 0.025, 0.1, 0.5, 2, 10];
const renderTimes = [0.1, 0.25, 0.5, 1, 2.5, 10];
const publishTimes = [0.5, 1, 2.5, 5, 15, 60, 300];

export class Metrics {
  readonly #registry = new Registry();
  readonly #requests: Counter<'kind' | 'status'>;
  readonly #times: Histogram<'kind'>;
  readonly #publishes: Counter<'result'>;
  readonly #publishTimes: Histogram;
  readonly #latePages: Counter<'result'>;
  readonly #lateTimes: Histogram;
  readonly #cards: Counter<'from'>;

  constructor(sources: Sources) {
    const registers = [this.#registry];
    collectDefaultMetrics({ register: this.#registry });
    const counter = <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
      new Counter({ name: `portal_${name}`, help, labelNames, registers });
    const histogram = <Label extends string>(
      name: string,
      help: string,
      buckets: number[],
      ...labelNames: Label[]
    ) => new Histogram({ name: `portal_${name}`, help, buckets, labelNames, registers });
    this.#requests = counter('requests_total', 'Answers by kind and class of status', 'kind', 'status');
    this.#times = histogram('request_duration_seconds', 'Until the answer was sent', requestTimes, 'kind');
    this.#publishes = counter(
      'publishes_total',
      'Editions that went live, and attempts that failed',
      'result',
    );
    // A series that begins with its first failure would hide it from what looks for growth.
    for (const result of ['live', 'failed']) this.#publishes.inc({ result }, 0);
    this.#publishTimes = histogram(
      'publish_duration_seconds',
      'From the wish until it was live',
      publishTimes,
    );
    this.#latePages = counter('late_pages_total', 'Pages that were rendered when asked for', 'result');
    this.#lateTimes = histogram('late_page_duration_seconds', 'Rendering of such a page', renderTimes);
    this.#cards = counter(
      'cards_total',
      'Cards that were kept already, and those the app had to draw',
      'from',
    );
    addGauges(sources, registers);
  }

  /** `duration` in milliseconds; nothing for a stream, which lasts as long as somebody watches. */
  request(kind: Kind, status: number, duration: number | undefined): void {
    this.#requests.inc({ kind, status: status === 499 ? '499' : `${Math.floor(status / 100)}xx` });
    if (duration !== undefined) this.#times.observe({ kind }, duration / 1000);
  }

  /** An edition went live; `took` in milliseconds where that is known. */
  published(took: number | undefined): void {
    this.#publishes.inc({ result: 'live' });
    if (took !== undefined) this.#publishTimes.observe(took / 1000);
  }

  publishFailed(): void {
    this.#publishes.inc({ result: 'failed' });
  }

  /** Measures the making of a late page, and lets its result or failure through. */
  async latePage<Result>(make: () => Promise<Result>): Promise<Result> {
    const end = this.#lateTimes.startTimer();
    try {
      const made = await make();
      this.#latePages.inc({ result: 'rendered' });
      return made;
    } catch (error) {
      this.#latePages.inc({ result: 'failed' });
      throw error;
    } finally {
      end();
    }
  }

  card(from: 'kept' | 'app'): void {
    this.#cards.inc({ from });
  }

  /** In the format that Prometheus reads, and its media type. */
  async text(): Promise<Readonly<{ body: string; type: string }>> {
    return { body: await this.#registry.metrics(), type: this.#registry.contentType };
  }
}

function addGauges({ edition, app, audience, streams }: Sources, registers: Registry[]): void {
  const gauge = (name: string, help: string, value: () => number | undefined) =>
    new Gauge({
      name: `portal_${name}`,
      help,
      registers,
      collect() {
        const now = value();
        if (now === undefined) this.remove();
        else this.set(now);
      },
    });
  const ageOf = (wentLive: number) => Math.max(0, Date.now() - wentLive) / 1000;
  gauge('edition_age_seconds', 'Since the live edition went live', () => {
    const live = edition();
    return live && ageOf(live.wentLive);
  });
  gauge('edition_stories', 'Stories in the live edition', () => edition()?.stories);
  gauge('app_up', 'Whether the app is there: 1 or 0', () => Number(app().isRunning));
  gauge('audience_waiting_events', 'Events that wait to be written', () => audience().waiting);
  gauge('live_streams', 'Open streams of the newsroom', streams);
  // These only grow, but somebody else counts them.
  const total = (name: string, help: string, value: () => number) =>
    new Counter({
      name: `portal_${name}`,
      help,
      registers,
      collect() {
        this.reset();
        this.inc(value());
      },
    });
  total('app_restarts_total', 'How often the app fell over', () => app().restarts);
  total('audience_events_total', 'Events that are on the disk', () => audience().counted);
  new Counter({
    name: 'portal_audience_refusals_total',
    help: 'Events that were not taken, by reason',
    labelNames: ['reason'],
    registers,
    collect() {
      this.reset();
      for (const [reason, events] of audience().refused) this.inc({ reason }, events);
    },
  });
}

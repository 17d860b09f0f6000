import { expect, test } from 'vitest';
import { kindOf } from './kinds.ts';
import { Metrics, type Sources } from './metrics.ts';

const sources: Sources = {
  edition: () => ({ stories: 12, wentLive: Date.now() - 60_000 }),
  app: () => ({ isRunning: true, restarts: 2 }),
  audience: () => ({ counted: 40, refused: new Map([['unknown-page', 3]]), waiting: 1 }),
  streams: () => 5,
};

/** The value of a line, by its beginning. */
async function figure(metrics: Metrics, line: string): Promise<number> {
  const { body } = await metrics.text();
  return Number(
    body
      .split('\n')
      .find((each) => each.startsWith(`${line} `))
      ?.split(' ')[1],
  );
}

test.each([
  ['/', 'page'],
  ['/articles/tides', 'page'],
  ['/articles/metrics', 'page'],
  ['/sections/china/feed.xml', 'feed'],
  ['/api/og/story/1/title-a.jpg', 'card'],
  ['/api/audience', 'audience'],
  ['/api/newsroom/live', 'newsroom'],
  ['/newsroom', 'newsroom'],
  ['/preview/secret', 'press'],
  ['/api/press/publish', 'press'],
  ['/api/health/ready', 'health'],
  ['/metrics', 'health'],
  ['/api/oembed', 'api'],
  ['/media/abc/800.avif', 'picture'],
  ['/assets/reader-abc.js', 'asset'],
  ['/search', 'search'],
])('%s is counted as %s', (address, kind) => {
  expect(kindOf(address)).toBe(kind);
});

test('requests are counted by kind and class of status, and streams aren’t timed', async () => {
  const metrics = new Metrics(sources);
  metrics.request('page', 200, 3);
  metrics.request('page', 304, 1);
  metrics.request('newsroom', 200, undefined);
  expect(await figure(metrics, 'portal_requests_total{kind="page",status="2xx"}')).toBe(1);
  expect(await figure(metrics, 'portal_requests_total{kind="page",status="3xx"}')).toBe(1);
  expect(await figure(metrics, 'portal_requests_total{kind="newsroom",status="2xx"}')).toBe(1);
  expect(await figure(metrics, 'portal_request_duration_seconds_count{kind="page"}')).toBe(2);
  expect(await figure(metrics, 'portal_request_duration_seconds_count{kind="newsroom"}')).toBeNaN();
});

test('what others count is told as it is now, and not added up with each question', async () => {
  const metrics = new Metrics(sources);
  await metrics.text();
  expect(await figure(metrics, 'portal_app_restarts_total')).toBe(2);
  expect(await figure(metrics, 'portal_audience_events_total')).toBe(40);
  expect(await figure(metrics, 'portal_audience_refusals_total{reason="unknown-page"}')).toBe(3);
  expect(await figure(metrics, 'portal_audience_waiting_events')).toBe(1);
  expect(await figure(metrics, 'portal_live_streams')).toBe(5);
  expect(await figure(metrics, 'portal_edition_stories')).toBe(12);
  expect(await figure(metrics, 'portal_edition_age_seconds')).toBeCloseTo(60, 0);
  expect((await metrics.text()).body).toContain('nodejs_eventloop_lag_seconds');
});

test('without an edition there is no age of one', async () => {
  const metrics = new Metrics({ ...sources, edition: () => undefined });
  expect((await metrics.text()).body).not.toMatch(/^portal_edition_age_seconds \d/m);
});

test('publishes, late pages and cards are counted by how they went', async () => {
  const metrics = new Metrics(sources);
  metrics.published(1500);
  metrics.published(undefined);
  metrics.publishFailed();
  await metrics.latePage(async () => 1);
  await expect(metrics.latePage(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  metrics.card('app');
  expect(await figure(metrics, 'portal_publishes_total{result="live"}')).toBe(2);
  expect(await figure(metrics, 'portal_publishes_total{result="failed"}')).toBe(1);
  expect(await figure(metrics, 'portal_publish_duration_seconds_count')).toBe(1);
  expect(await figure(metrics, 'portal_late_pages_total{result="failed"}')).toBe(1);
  expect(await figure(metrics, 'portal_late_page_duration_seconds_count')).toBe(2);
  expect(await figure(metrics, 'portal_cards_total{from="app"}')).toBe(1);
});

/** How a portal is, from its parts: what the health addresses and the metrics tell. */

import type { Audience } from '#lib/audience/audience.ts';
import { wentLive } from '#lib/edition/manifest.ts';
import type { Edition } from '#lib/edition/open.ts';
import { checkCard, checkEdition, DeepCheck } from '#lib/health/deep.ts';
import { HealthDoor } from '#lib/health/door.ts';
import type { Parts } from '#lib/health/ready.ts';
import { Metrics } from '#lib/metrics/metrics.ts';
import type { Settings } from '#lib/settings/settings.ts';
import type { Shelf } from './shelf.ts';
import type { Supervisor } from './supervisor.ts';

export type Watched = Readonly<{
  settings: Settings;
  shelf: Pick<Shelf, 'edition' | 'stocked'>;
  supervisor: Pick<Supervisor, 'port' | 'restarts' | 'hasAnswered'>;
  audience?: Pick<Audience, 'figures' | 'streams' | 'state' | 'tryStore'>;
  edition: () => Edition | undefined;
  isStopping: () => boolean;
}>;

/** What was found of the audience's store holds for so long, in milliseconds: anybody may ask. */
const holdsFor = 1_000;

/** Figures of a portal. */
export function portalMetrics({ settings, shelf, supervisor, audience, edition }: Watched): Metrics {
  return new Metrics({
    edition() {
      const name = shelf.edition;
      const stories = edition()?.stories.length;
      return name === undefined || stories === undefined
        ? undefined
        : { stories, wentLive: wentLive(settings.dataDir, name) };
    },
    app: () => ({ isRunning: supervisor.port !== undefined, restarts: supervisor.restarts }),
    audience: () => audience?.figures ?? { counted: 0, refused: new Map(), waiting: 0 },
    streams: () => audience?.streams ?? 0,
  });
}

/** Answers for the health addresses of a portal. */
export function portalHealth(watched: Watched, metrics: Metrics): HealthDoor {
  const { settings, shelf, supervisor, audience, isStopping } = watched;
  const { operatorToken: token, dataDir } = settings;
  let wasOpen = false;
  let store: { until: number; state: Promise<'ok' | 'away' | 'off'> } | undefined;
  const storeState = () => {
    if (!store || performance.now() > store.until)
      store = {
        until: performance.now() + holdsFor,
        state: audience?.state() ?? Promise.resolve('off'),
      };
    return store.state;
  };
  const parts = async (): Promise<Parts> => {
    const isUp = supervisor.port !== undefined;
    const state = await storeState();
    wasOpen ||= state !== 'away';
    return {
      edition: shelf.stocked ? 'ok' : 'missing',
      app: isUp ? 'ok' : supervisor.hasAnswered ? 'restarting' : 'starting',
      audience: state === 'away' && !wasOpen ? 'opening' : state,
      portal: isStopping() ? 'stopping' : 'ok',
    };
  };
  const deep = new DeepCheck({
    card: () => checkCard(supervisor.port, token ?? ''),
    event: async () => audience?.tryStore(),
    edition: () => checkEdition(dataDir),
  });
  return new HealthDoor({ token, parts, deep, metrics: () => metrics.text() });
}

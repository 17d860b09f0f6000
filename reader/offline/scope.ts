/** What a worker has around it, as far as ours uses it. TypeScript's own list of it and that of pages exclude each other. */
export type Extendable = Event & { waitUntil: (promise: Promise<unknown>) => void };
export type Fetching = Extendable & {
  request: Request;
  preloadResponse?: Promise<Response | undefined>;
  respondWith: (answer: Promise<Response>) => void;
};
type Rule = Readonly<{ condition: { urlPattern: string }; source: 'network' }>;
export type Installing = Extendable & { addRoutes?: (rules: readonly Rule[]) => Promise<void> };
export type Told = Extendable & MessageEvent;

type Events = { install: Installing; activate: Extendable; fetch: Fetching; message: Told };

export type WorkerScope = Readonly<{
  location: Location;
  navigator: Navigator & { connection?: { saveData?: boolean } };
  registration: ServiceWorkerRegistration & {
    navigationPreload?: { enable: () => Promise<void> };
  };
  clients: { claim: () => Promise<void> };
  cookieStore?: { get: (name: string) => Promise<{ value?: string } | null> };
  skipWaiting: () => Promise<void>;
  addEventListener: <Name extends keyof Events>(name: Name, hear: (event: Events[Name]) => void) => void;
}>;

export const scope = globalThis as unknown as WorkerScope;

/** `/sw.js` where the newsroom doesn't offer reading offline: takes back what an earlier worker kept, and itself. */
import { scope } from './scope.ts';

scope.addEventListener('install', (event) => event.waitUntil(scope.skipWaiting()));
scope.addEventListener('activate', (event) => {
  const removed = caches.keys().then((names) => Promise.all(names.map((name) => caches.delete(name))));
  event.waitUntil(removed.then(() => scope.registration.unregister()));
});

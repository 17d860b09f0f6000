/** What happens when a device is online again. */

/** Devices say so before their line works: until the next try, in milliseconds. */
const pauses = [1_000, 4_000, 15_000];

/** Acts when the device is online again, and once more after a while if that gave false. */
export function whenOnline(act: () => Promise<boolean>): void {
  const persist = async () => {
    for (const pause of pauses) {
      if (await act()) return;
      await new Promise((go) => setTimeout(go, pause));
    }
    await act();
  };
  addEventListener('online', persist);
  // It may have come while the page lay in the back/forward cache.
  addEventListener('pageshow', ({ persisted }) => void (persisted && navigator.onLine && persist()));
}

/** What is said to readers about what their device keeps. */

const instant = {
  year: 'numeric',
  month: 'long',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZoneName: 'short',
} as const;

/** By the reader's own clock, in the form of the newspaper: `24 November 2026 at 10:15 CET`. */
export function instantWords(at: number, timeZone?: string): string {
  return new Intl.DateTimeFormat('en-GB', { ...instant, timeZone }).format(at);
}

/** Over a page that comes from the device. */
export function noteOf(address: string, at: string, isOnline: boolean): string {
  const why = isOnline ? 'This page can’t be reached just now.' : 'You are offline.';
  const what = address === '/' ? 'the front page' : 'the story';
  return `${why} This is ${what} as it was on ${at}.`;
}

export const words = {
  failed: 'That did not work. Please try again when you are online.',
  back: 'You are online again.',
  reload: 'Show the page as it is now',
  front: 'The front page',
  remove: 'Remove',
  removed: 'Removed from this device.',
  emptied: 'Everything is removed from this device.',
} as const;

/** When a page on the list was saved, and of when it is. */
export function ageOf(at: string, saved: string | undefined): string {
  return saved ? `Saved on ${saved}. As it was on ${at}.` : `As it was on ${at}.`;
}

export function takenBackWords(count: number): string {
  return count === 1
    ? 'One saved story was taken back by the newsroom. Nothing of it is left on this device.'
    : `${count} saved stories were taken back by the newsroom. Nothing of them is left on this device.`;
}

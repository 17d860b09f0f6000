/** Our custom elements, so that TypeScript knows them in JSX. */
import type { DetailedHTMLProps, HTMLAttributes } from 'react';

type Custom<Attributes = object> = DetailedHTMLProps<HTMLAttributes<HTMLElement>, HTMLElement> & Attributes;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'running-date': Custom<{
        zone: string;
        offset: number;
        until?: string;
        clock: string;
        halves: string;
        pause: string;
        run: string;
      }>;
      'most-read': Custom<{
        heading: string;
        now: string;
        today: string;
        week: string;
        reading: string;
        times: string;
      }>;
      'theme-switch': Custom<{
        dark: string;
        light: string;
        'dark-colours': string;
        'light-colours': string;
      }>;
      'share-row': Custom<{ url: string; headline: string; copy: string; copied: string }>;
      'page-view': Custom<{ address: string }>;
      'audience-choice': Custom;
      'search-page': Custom;
      'save-story': Custom<{
        address: string;
        list: string;
        saving: string;
        saved: string;
        unsaved: string;
        full: string;
        failed: string;
      }>;
      'saved-stories': Custom;
      'live-story': Custom<{
        src: string;
        follows: string;
        ended: string;
        single: string;
        several: string;
        failed: string;
      }>;
    }
  }
}

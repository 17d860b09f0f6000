/** Our custom elements, so that TypeScript knows them in JSX. */
import type { DetailedHTMLProps, HTMLAttributes } from 'react';

type Custom<Attributes = object> = DetailedHTMLProps<HTMLAttributes<HTMLElement>, HTMLElement> & Attributes;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'running-date': Custom<{ zone: string; offset: number; until?: string }>;
      'most-read': Custom;
      'theme-switch': Custom;
      'share-row': Custom<{ url: string; headline: string }>;
      'page-view': Custom<{ address: string }>;
      'audience-choice': Custom;
      'save-story': Custom<{ address: string }>;
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

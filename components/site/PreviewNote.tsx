/** Over a story that isn't public yet, for whoever was sent a link to it. */
import { formatInstant } from '#lib/dates/format.ts';
import type { Preview } from '#lib/edition/open.ts';

export function PreviewNote({ preview, timeZone }: { preview: Preview; timeZone: string }) {
  return (
    <p className="preview" role="note">
      Preview in confidence: this is not published. The link works until{' '}
      <time dateTime={preview.until}>{formatInstant(preview.until, 'en', timeZone)}</time>.
    </p>
  );
}

/** The newspaper's mark: what stands where its name can't be drawn. It needs no font. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

let mark: string | undefined;

/** The site's icon as an address that holds it. */
export function markPicture(): string {
  const file = path.join(/* turbopackIgnore: true */ process.cwd(), 'public', 'icon.svg');
  mark ??= `data:image/svg+xml;base64,${readFileSync(/* turbopackIgnore: true */ file).toString('base64')}`;
  return mark;
}

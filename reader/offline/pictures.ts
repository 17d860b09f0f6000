/** Which pictures a page shows, for the worker to keep. */
import { oneSizeEach } from './documents.ts';

/** One size of each: all of a story's, or, if `loaded`, those that are here already; of another page always these. */
export function picturesShown(loaded: boolean): string[] {
  const pictures = [...document.querySelectorAll<HTMLImageElement>('main img')]
    .filter((picture) => !picture.closest('.related'))
    .filter((picture) => (!loaded && picture.closest('.story')) || isHere(picture))
    .map((picture) => new URL(picture.currentSrc || picture.src, location.href).pathname);
  return oneSizeEach(pictures.filter((picture) => picture.startsWith('/media/')));
}

const isHere = ({ complete, naturalWidth }: HTMLImageElement) => complete && naturalWidth > 0;

/** A picture in the widths and formats that the press makes; its place on the page is known before it loads. */
import { preload } from 'react-dom';
import { pictureAddress, type Rendition, srcset } from '#lib/pictures/renditions.ts';

type Props = Readonly<{
  of: Rendition;
  alt: string;
  /** How wide the picture stands, as in the `sizes` attribute. */
  sizes: string;
  /** True for what is seen first: fetched at once, before what comes later. */
  first?: boolean;
}>;

export function PictureOf({ of, alt, sizes, first = false }: Props) {
  if (first) {
    // Browsers that can't read AVIF pass it over by its type and find the others below.
    preload(pictureAddress(of, of.width, 'avif'), {
      as: 'image',
      type: 'image/avif',
      imageSrcSet: srcset(of, 'avif'),
      imageSizes: sizes,
      fetchPriority: 'high',
    });
  }
  const fallback = of.widths.find((width) => width >= 800) ?? of.width;
  return (
    <picture>
      <source type="image/avif" srcSet={srcset(of, 'avif')} sizes={sizes} />
      <source type="image/webp" srcSet={srcset(of, 'webp')} sizes={sizes} />
      <img
        src={pictureAddress(of, fallback, 'jpg')}
        srcSet={srcset(of, 'jpg')}
        sizes={sizes}
        width={of.width}
        height={of.height}
        alt={alt}
        loading={first ? 'eager' : 'lazy'}
        decoding={first ? 'sync' : 'async'}
        fetchPriority={first ? 'high' : 'auto'}
      />
    </picture>
  );
}

/** A picture in the widths and formats that the press makes; its place on the page is known before it loads. */
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

/** What a reader's browser says of itself. */

export const chrome =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.7339.80 Safari/537.36';

/** Headers with which a page of ours sends its events. */
export const headersAt = (origin: string) => ({
  origin,
  'user-agent': chrome,
  'accept-language': 'en-GB',
  'sec-fetch-site': 'same-origin',
});

/** The foot of every page: who we are, what we promise, how to follow; in the page's language. */
import type { chromeView } from '#lib/edition/views.ts';
import { furnitureIn } from '#lib/words/furniture.ts';
import { Name } from './Name.tsx';
import { Text } from './Text.tsx';

type Props = Readonly<{ chrome: ReturnType<typeof chromeView>; lang: string }>;

export function Footer({ chrome, lang }: Props) {
  const { site, pages, sections } = chrome;
  const words = furnitureIn(lang);
  /** Marks what is in the site's language on a page that isn't. */
  const other = lang === site.lang ? undefined : site.lang;
  const ways = [
    ['/topics', words.topics],
    ['/authors', words.authors],
    ['/archive', words.archive],
    ['/corrections', words.corrections],
    ['/feeds', words.feeds],
    ...(site.offline ? [['/saved', words.saved] as const] : []),
  ] as const;
  return (
    <footer className="footer">
      <p className="footer-name" lang={other}>
        {site.name}
      </p>
      <nav aria-label={words.sectionsAgain}>
        <ul>
          {sections.map((section) => (
            <li key={section.slug}>
              <a href={`/sections/${section.slug}`} hrefLang={other}>
                <Name of={section} lang={lang} siteLang={site.lang} />
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <nav aria-label={words.about}>
        <ul>
          {pages.map(({ slug, title }) => (
            <li key={slug}>
              <a href={`/${slug}`} lang={other} hrefLang={other}>
                <Text lang={site.lang}>{title}</Text>
              </a>
            </li>
          ))}
          {site.contact && (
            <li>
              <a href={site.contact}>{words.contact}</a>
            </li>
          )}
          <li>
            <a href="/homepage" hrefLang={other}>
              {words.homepage}
            </a>
          </li>
        </ul>
      </nav>
      <nav aria-label={words.finding}>
        <ul>
          {ways.map(([address, word]) => (
            <li key={address}>
              <a href={address} hrefLang={other}>
                {word}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <p className="footer-rights">
        <Text lang={lang}>{words.rights(site.publisher)}</Text>
      </p>
    </footer>
  );
}

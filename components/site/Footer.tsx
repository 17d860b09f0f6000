/** The foot of every page: who we are, what we promise, how to follow. */
import type { chromeView } from '#lib/edition/views.ts';

export function Footer({ chrome }: { chrome: ReturnType<typeof chromeView> }) {
  const { site, pages, sections } = chrome;
  return (
    <footer className="footer">
      <p className="footer-name">{site.name}</p>
      <nav aria-label="Sections, again">
        <ul>
          {sections.map(({ slug, name }) => (
            <li key={slug}>
              <a href={`/sections/${slug}`}>{name}</a>
            </li>
          ))}
        </ul>
      </nav>
      <nav aria-label="About this newspaper">
        <ul>
          {pages.map(({ slug, title }) => (
            <li key={slug}>
              <a href={`/${slug}`}>{title}</a>
            </li>
          ))}
          {site.contact && (
            <li>
              <a href={site.contact}>Contact</a>
            </li>
          )}
          <li>
            <a href="/homepage">Make CT your homepage</a>
          </li>
        </ul>
      </nav>
      <nav aria-label="Finding and following">
        <ul>
          <li>
            <a href="/topics">Topics</a>
          </li>
          <li>
            <a href="/authors">Authors</a>
          </li>
          <li>
            <a href="/archive">Archive</a>
          </li>
          <li>
            <a href="/corrections">Corrections</a>
          </li>
          <li>
            <a href="/feeds">Feeds</a>
          </li>
          {site.offline && (
            <li>
              <a href="/saved">Saved stories</a>
            </li>
          )}
        </ul>
      </nav>
      <p className="footer-rights">
        Text and drawings: {site.publisher}, CC BY 4.0 unless credited otherwise.
      </p>
    </footer>
  );
}

/** The head of every page: date line, furniture, name, sections; in the page's language. */
import { formatDay } from '#lib/dates/format.ts';
import { zoneOffset } from '#lib/dates/zone.ts';
import type { chromeView } from '#lib/edition/views.ts';
import { networkNames } from '#lib/metadata/networks.ts';
import { furnitureIn, languageOf, nameOfLanguage } from '#lib/words/furniture.ts';
import { Name } from './Name.tsx';
import { Text } from './Text.tsx';

type Chrome = ReturnType<typeof chromeView>;

export function Masthead({ chrome, lang }: { chrome: Chrome; lang: string }) {
  const { site, sections, date, fronts } = chrome;
  const words = furnitureIn(lang);
  const isOwn = lang === site.lang;
  const front = fronts.find((each) => each.lang === lang)?.address ?? '/';
  const tagline = isOwn ? undefined : site.taglines?.[languageOf(lang)];
  return (
    <header className="masthead">
      <div className="topline">
        <running-date
          zone={site.timeZone}
          {...zoneOffset(date, site.timeZone)}
          clock={words.clock}
          halves={words.halves.join(' ')}
          pause={words.pauseClock}
          run={words.runClock}
        >
          <time dateTime={date}>{formatDay(date, lang, site.timeZone)}</time>
        </running-date>
        <ul className="topline-links">
          {fronts.length > 1 &&
            fronts
              .filter((each) => each.lang !== lang)
              .map((each) => (
                <li key={each.lang}>
                  <a href={each.address} lang={each.lang} hrefLang={each.lang}>
                    {nameOfLanguage(languageOf(each.lang))}
                  </a>
                </li>
              ))}
          <li>
            <a href="/search" hrefLang={isOwn ? undefined : site.lang}>
              {words.search}
            </a>
          </li>
          <li>
            <a href="/homepage" hrefLang={isOwn ? undefined : site.lang}>
              {words.homepage}
            </a>
          </li>
          {networkNames(site).map(({ network, name, href }) => (
            <li key={network}>
              <a href={href} rel="me">
                <Text lang={lang}>{network === 'facebook' ? words.like : words.follow(name)}</Text>
              </a>
            </li>
          ))}
          <li>
            <theme-switch
              dark={words.dark}
              light={words.light}
              dark-colours={words.darkColours}
              light-colours={words.lightColours}
            >
              <button type="button" hidden>
                {words.dark}
              </button>
            </theme-switch>
          </li>
        </ul>
      </div>
      <p className="nameplate">
        <a href={front} lang={isOwn ? undefined : site.lang}>
          {site.name}
        </a>
      </p>
      <p className="tagline" lang={isOwn || tagline ? undefined : site.lang}>
        {tagline ?? site.tagline}
      </p>
      <nav
        className="sections"
        aria-label={isOwn ? words.sections : words.sectionsIn(nameOfLanguage(site.lang, lang))}
      >
        <ul>
          {sections.map((section) => (
            <li key={section.slug}>
              <a href={`/sections/${section.slug}`} hrefLang={isOwn ? undefined : site.lang}>
                <Name of={section} lang={lang} siteLang={site.lang} />
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </header>
  );
}

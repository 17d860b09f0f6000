/** The head of every page: date line, furniture, name, sections. */

import { formatDay } from '#lib/dates/format.ts';
import { zoneOffset } from '#lib/dates/zone.ts';
import type { chromeView } from '#lib/edition/views.ts';
import { networkNames } from '#lib/metadata/networks.ts';

type Chrome = ReturnType<typeof chromeView>;

export function Masthead({ chrome }: { chrome: Chrome }) {
  const { site, sections, date } = chrome;
  return (
    <header className="masthead">
      <div className="topline">
        <running-date zone={site.timeZone} {...zoneOffset(date, site.timeZone)}>
          <time dateTime={date}>{formatDay(date, site.lang, site.timeZone)}</time>
        </running-date>
        <ul className="topline-links">
          <li>
            <a href="/search">Search</a>
          </li>
          <li>
            <a href="/homepage">Make CT your homepage</a>
          </li>
          {networkNames(site).map(({ network, name, href }) => (
            <li key={network}>
              <a href={href} rel="me">
                {network === 'facebook' ? 'Like us on Facebook' : `Follow us on ${name}`}
              </a>
            </li>
          ))}
          <li>
            <theme-switch>
              <button type="button" hidden>
                Dark
              </button>
            </theme-switch>
          </li>
        </ul>
      </div>
      <p className="nameplate">
        <a href="/">{site.name}</a>
      </p>
      <p className="tagline">{site.tagline}</p>
      <nav className="sections" aria-label="Sections">
        <ul>
          {sections.map(({ slug, name }) => (
            <li key={slug}>
              <a href={`/sections/${slug}`}>{name}</a>
            </li>
          ))}
        </ul>
      </nav>
    </header>
  );
}

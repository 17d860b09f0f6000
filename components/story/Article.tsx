/** A whole story as its readers see it. */

import { Teaser } from '#components/front/Teaser.tsx';
import { Name } from '#components/site/Name.tsx';
import { PageView } from '#components/site/PageView.tsx';
import { PictureOf } from '#components/site/PictureOf.tsx';
import { Text } from '#components/site/Text.tsx';
import { pageLang } from '#lib/edition/languages.ts';
import { isLive } from '#lib/edition/live.ts';
import type { Figure as FigureData, Site, Story } from '#lib/edition/model.ts';
import type { ArticleView } from '#lib/edition/views.ts';
import { rendition } from '#lib/pictures/renditions.ts';
import { furnitureIn } from '#lib/words/furniture.ts';
import { wordsIn } from '#lib/words/story.ts';
import { Corrections, Sources } from './Accounts.tsx';
import { AlsoIn } from './AlsoIn.tsx';
import { Body } from './Body.tsx';
import { Byline, Times } from './Byline.tsx';
import { Coverage } from './Coverage.tsx';
import { SaveStory } from './SaveStory.tsx';
import { SeriesLine, SeriesTurn } from './SeriesParts.tsx';
import { Share } from './Share.tsx';

type Props = Readonly<{
  site: Site;
  story: Story;
  view: ArticleView;
  url: string;
  /** Readers can keep it on their devices. */
  keepable?: boolean;
}>;

export function Article({ site, story, view, url, keepable }: Props) {
  const { section, topics, authors, related, series } = view;
  const { lang } = story;
  const words = wordsIn(lang);
  /** Of what stands around the story. */
  const around = pageLang(story, site);
  const other = around === site.lang ? undefined : site.lang;
  const end = <PageView site={site} address={`/articles/${story.slug}`} />;
  return (
    <>
      <article className="story" lang={lang}>
        <header className="story-head">
          <p className="kicker">
            {isLive(story) && <b className="live-mark">{words.kinds.live}</b>}
            <a href={`/sections/${section.slug}`} lang={around} hrefLang={other}>
              <Name of={section} lang={around} siteLang={site.lang} />
            </a>
            {story.kicker && (
              <span>
                <Text lang={lang}>{story.kicker}</Text>
              </span>
            )}
          </p>
          <h1 className="headline">
            <Text lang={lang}>{story.headline}</Text>
          </h1>
          <p className="standfirst">
            <Text lang={lang}>{story.standfirst}</Text>
          </p>
          {series && <SeriesLine series={series} lang={lang} siteLang={site.lang} />}
          <AlsoIn translations={story.translations} lang={around} />
          <Byline authors={authors} lang={lang} siteLang={site.lang} />
          <Times story={story} timeZone={site.timeZone} hasHistory={view.hasHistory} />
          {keepable && <SaveStory slug={story.slug} lang={around} />}
        </header>
        {story.lead && <Lead lead={story.lead} lang={lang} />}
        {story.kind === 'live' ? (
          <Coverage site={site} story={story}>
            {end}
          </Coverage>
        ) : (
          <Body body={story.body} lang={lang} place={story.place}>
            {end}
          </Body>
        )}
        <footer className="story-foot">
          {series && <SeriesTurn series={series} lang={lang} siteLang={site.lang} />}
          <Corrections corrections={story.corrections} lang={lang} timeZone={site.timeZone} around={around} />
          <Sources sources={story.sources} lang={lang} />
          {topics.length > 0 && (
            <nav className="topics" aria-label={words.topics}>
              <ul lang={around}>
                {topics.map((topic) => (
                  <li key={topic.slug}>
                    <a href={`/topics/${topic.slug}`} hrefLang={other}>
                      <Name of={topic} lang={around} siteLang={site.lang} />
                    </a>
                  </li>
                ))}
              </ul>
            </nav>
          )}
          <Share url={url} title={story.headline} lang={around} />
        </footer>
      </article>
      {related.length > 0 && (
        <aside className="related" aria-labelledby="related">
          <h2 className="strip-name" id="related">
            {furnitureIn(around).related}
          </h2>
          <div className="strip-stories">
            {related.map((each) => (
              <Teaser key={each.id} story={each} timeZone={site.timeZone} size="strip" />
            ))}
          </div>
        </aside>
      )}
    </>
  );
}

function Lead({ lead, lang }: { lead: FigureData; lang: string }) {
  return (
    <figure className="lead">
      <PictureOf
        of={rendition(lead.picture, lead.focus, 'lead')}
        alt={lead.alt}
        sizes="(min-width: 64rem) 960px, 100vw"
        first
      />
      <figcaption>
        {lead.caption && (
          <>
            <Text lang={lang}>{lead.caption}</Text>{' '}
          </>
        )}
        <small>
          <Text lang={lang}>{`${lead.credit} / ${lead.rights}`}</Text>
        </small>
      </figcaption>
    </figure>
  );
}

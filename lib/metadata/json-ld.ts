/** Structured data (schema.org) for search engines and link previews. */
import { cardOf } from '#lib/cards/card.ts';
import type { Site, Story } from '#lib/edition/model.ts';
import type { ArticleView } from '#lib/edition/views.ts';
import { pictureAddress, rendition } from '#lib/pictures/renditions.ts';
import { absolute } from './describe.ts';

/** JSON for a script element: no text in it can end the element or start a comment. */
export function scriptJson(data: unknown): string {
  return JSON.stringify(data).replace(/[<>&\u2028\u2029]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** A story as a NewsArticle with its breadcrumb. */
export function storyData(site: Site, story: Story, view: ArticleView): unknown {
  const publisher = { '@type': 'NewsMediaOrganization', name: site.publisher, url: absolute('/') };
  const address = absolute(`/articles/${story.slug}`);
  return {
    '@context': 'https://schema.org',
    '@graph': [
      {
        '@type': story.kind === 'opinion' ? 'OpinionNewsArticle' : 'NewsArticle',
        '@id': address,
        mainEntityOfPage: address,
        headline: story.headline,
        description: story.standfirst,
        inLanguage: story.lang,
        datePublished: story.publishedAt,
        dateModified: story.updatedAt ?? story.publishedAt,
        articleSection: view.section.name,
        wordCount: story.words,
        image: [leadOrCard(site, story, view)],
        author: view.authors.map(({ kind, name, slug }) => ({
          '@type': kind === 'desk' ? 'Organization' : 'Person',
          name,
          url: absolute(`/authors/${slug}`),
        })),
        publisher: { ...publisher, correctionsPolicy: absolute('/corrections-policy') },
        ...(story.corrections.length > 0
          ? {
              correction: story.corrections.map(({ wrong, right, at }) => ({
                '@type': 'CorrectionComment',
                text: `${wrong} → ${right}`,
                datePublished: at,
              })),
            }
          : {}),
      },
      {
        '@type': 'BreadcrumbList',
        itemListElement: [
          { '@type': 'ListItem', position: 1, name: site.name, item: absolute('/') },
          {
            '@type': 'ListItem',
            position: 2,
            name: view.section.name,
            item: absolute(`/sections/${view.section.slug}`),
          },
          { '@type': 'ListItem', position: 3, name: story.headline },
        ],
      },
    ],
  };
}

function leadOrCard(site: Site, story: Story, view: ArticleView): string {
  if (!story.lead) return absolute(cardOf(site, view).address);
  const lead = rendition(story.lead.picture, story.lead.focus, 'lead');
  return absolute(pictureAddress(lead, lead.width, 'jpg'));
}

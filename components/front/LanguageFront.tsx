/** The front of a language other than the site's. */
import type { ReactNode } from 'react';
import { Text } from '#components/site/Text.tsx';
import type { Site } from '#lib/edition/model.ts';
import type { HomeFront } from '#lib/edition/ranking.ts';
import { furnitureIn } from '#lib/words/furniture.ts';
import { HomeGrid } from './HomeGrid.tsx';

type Props = Readonly<{ front: HomeFront; site: Site; language: string; children?: ReactNode }>;

export function LanguageFront({ front, site, language, children }: Props) {
  const { lang, frontTitle } = furnitureIn(language);
  return (
    <>
      <h1 className="unseen">
        <Text lang={lang}>{frontTitle(site.name)}</Text>
      </h1>
      <HomeGrid front={front} site={site} lang={lang}>
        {children}
      </HomeGrid>
    </>
  );
}

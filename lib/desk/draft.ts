/** Writes a new story's file: a draft that passes the check. */
import { stringify } from 'yaml';

export type Draft = Readonly<{
  id: string;
  headline: string;
  standfirst: string;
  kind: string;
  section: string;
  topics: readonly string[];
  authors: readonly string[];
  publishedAt: string;
  lang?: string;
}>;

/** Fields in the order of docs/writing-a-story.md, one a line. */
export function draftText(draft: Draft): string {
  const { id, headline, standfirst, kind, section, topics, authors, publishedAt, lang } = draft;
  const fields = {
    id,
    headline,
    standfirst,
    kind,
    section,
    ...(topics.length > 0 ? { topics } : {}),
    authors,
    publishedAt,
    status: 'draft',
    ...(lang === undefined ? {} : { lang }),
  };
  const lines = Object.entries(fields).map(([name, value]) =>
    Array.isArray(value)
      ? `${name}: [${value.map((item) => stringify(item).trim()).join(', ')}]\n`
      : stringify({ [name]: value }, { lineWidth: 0 }),
  );
  return `---\n${lines.join('')}---\n\n${placeholder}\n`;
}

/** A body may not be empty. */
const placeholder = 'Write the story here.';

/** Whether a text that links to a story is there while that story isn't. */
import { type CheckedFile, storyOf } from './file.ts';
import type { StoryData } from './schemas.ts';

type Times = Pick<Partial<StoryData>, 'publishedAt' | 'embargoUntil' | 'expiresAt'>;
type Fault = Readonly<{ what: string; mend: string }>;

/**
 * What is wrong with a link to `target`, if anything: the target isn't published, opens later than the
 * text that links to it (and after now), or expires before that text does. Rests on no more than that,
 * so that a link which is right today doesn't turn wrong by the passing of time.
 */
export function outlives(from: CheckedFile, target: Partial<StoryData>, at: number): Fault | undefined {
  const source = from.type === 'Story' ? storyOf(from) : undefined;
  if (source && source.status !== 'published') return undefined; // Nobody can follow the link.
  if (target.status !== undefined && target.status !== 'published')
    return {
      what: target.status === 'draft' ? 'that is a draft' : 'that was withdrawn',
      mend:
        target.status === 'draft' ? 'publish that story first, or take the link out' : 'take the link out',
    };
  const opens = opensAt(target);
  if (opens > at && opens > (source ? opensAt(source) : Number.NEGATIVE_INFINITY))
    return {
      what: `that nobody sees before ${opens === Date.parse(target.embargoUntil ?? '') ? target.embargoUntil : target.publishedAt}`,
      mend: 'publish this one no earlier, or take the link out',
    };
  if (closesAt(target) < (source ? closesAt(source) : Number.POSITIVE_INFINITY))
    return {
      what: `that expires on ${target.expiresAt}`,
      mend: 'take the link out, or let this one expire too',
    };
  return undefined;
}

/** Dates that are missing or can't be read have been reported; they decide nothing here. */
function opensAt({ publishedAt, embargoUntil }: Times): number {
  const instants = [publishedAt, embargoUntil].flatMap((text) =>
    text === undefined ? [] : [Date.parse(text)],
  );
  return Math.max(Number.NEGATIVE_INFINITY, ...instants);
}

function closesAt({ expiresAt }: Times): number {
  return expiresAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(expiresAt);
}

/** The newspaper's feed as RSS. */
import { answerFeed } from '../feeds.ts';

export const dynamic = 'force-static';

export const GET = () => answerFeed('rss');

/** The newspaper's feed as RSS. */
import { answerFeed } from '../feed-routes.ts';

export const dynamic = 'force-static';

export const GET = () => answerFeed('rss');

/** The newspaper's feed as JSON Feed. */
import { answerFeed } from '../feed-routes.ts';

export const dynamic = 'force-static';

export const GET = () => answerFeed('json');

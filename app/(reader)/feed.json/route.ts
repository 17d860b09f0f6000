/** The newspaper's feed as JSON Feed. */
import { answerFeed } from '../feeds.ts';

export const dynamic = 'force-static';

export const GET = () => answerFeed('json');

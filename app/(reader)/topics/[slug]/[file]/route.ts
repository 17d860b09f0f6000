/** The feeds of a topic. */
import { listFeeds } from '../../../feed-routes.ts';

const { generateStaticParams, GET } = listFeeds('topics');

export const dynamic = 'force-static';
export { GET, generateStaticParams };

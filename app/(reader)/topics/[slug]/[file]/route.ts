/** The feeds of a topic. */
import { listFeeds } from '../../../feeds.ts';

const { generateStaticParams, GET } = listFeeds('topics');

export const dynamic = 'force-static';
export { GET, generateStaticParams };

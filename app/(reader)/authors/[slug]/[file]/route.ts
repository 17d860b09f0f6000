/** The feeds of an author. */
import { listFeeds } from '../../../feed-routes.ts';

const { generateStaticParams, GET } = listFeeds('authors');

export const dynamic = 'force-static';
export { GET, generateStaticParams };

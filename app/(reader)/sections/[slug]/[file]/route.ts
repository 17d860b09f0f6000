/** The feeds of a section. */
import { listFeeds } from '../../../feed-routes.ts';

const { generateStaticParams, GET } = listFeeds('sections');

export const dynamic = 'force-static';
export { GET, generateStaticParams };

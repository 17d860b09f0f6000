/** The feeds of a section. */
import { listFeeds } from '../../../feeds.ts';

const { generateStaticParams, GET } = listFeeds('sections');

export const dynamic = 'force-static';
export { GET, generateStaticParams };

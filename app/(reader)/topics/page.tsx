/** All topics by name. */
import { directory } from '../directories.tsx';

const { generateMetadata, Page } = directory('topics');

export const dynamic = 'force-static';
export { generateMetadata };
export default Page;

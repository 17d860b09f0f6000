/** All authors by name. */
import { directory } from '../directories.tsx';

const { generateMetadata, Page } = directory('authors');

export const dynamic = 'force-static';
export { generateMetadata };
export default Page;

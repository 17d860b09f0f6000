/** A topic's newest stories. */
import { firstPages } from '../../lists.tsx';

const { generateStaticParams, generateMetadata, List } = firstPages('topics');

export const dynamic = 'force-static';
export { generateMetadata, generateStaticParams };
export default List;

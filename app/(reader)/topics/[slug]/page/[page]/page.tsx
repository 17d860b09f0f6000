/** A topic's older stories. */
import { numberedPages } from '../../../../lists.tsx';

const { generateStaticParams, generateMetadata, List } = numberedPages('topics');

export const dynamic = 'force-static';
export { generateMetadata, generateStaticParams };
export default List;

/** An author's older stories. */
import { numberedPages } from '../../../../lists.tsx';

const { generateStaticParams, generateMetadata, List } = numberedPages('authors');

export const dynamic = 'force-static';
export { generateMetadata, generateStaticParams };
export default List;

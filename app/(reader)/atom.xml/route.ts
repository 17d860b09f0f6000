/** The newspaper's feed as Atom. */
import { answerFeed } from '../feeds.ts';

export const dynamic = 'force-static';

export const GET = () => answerFeed('atom');

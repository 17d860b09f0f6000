/** The newspaper's feed as Atom. */
import { answerFeed } from '../feed-routes.ts';

export const dynamic = 'force-static';

export const GET = () => answerFeed('atom');

/** The feeds of the corrections. */
import { feedFile } from '../../feed-routes.ts';

export const dynamic = 'force-static';
export const generateStaticParams = () => [];

export async function GET(_: Request, { params }: { params: Promise<{ file: string }> }) {
  return feedFile((await params).file, 'corrections');
}

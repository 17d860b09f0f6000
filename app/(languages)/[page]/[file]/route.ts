/** The feeds of a language's front. */
import { feedFile } from '../../../(reader)/feed-routes.ts';

export const dynamic = 'force-static';
export const generateStaticParams = () => [];

export async function GET(_: Request, { params }: { params: Promise<{ page: string; file: string }> }) {
  const { page, file } = await params;
  return feedFile(file, { language: page });
}

/** What an open page of a live story asks for: which entries there are. */
import { liveFile } from '#lib/edition/live.ts';
import { edition } from '#lib/edition/open.ts';

export const dynamic = 'force-static';

export function generateStaticParams() {
  return edition()
    .stories.filter(({ kind }) => kind === 'live')
    .map(({ slug }) => ({ slug }));
}

export async function GET(_: Request, { params }: { params: Promise<{ slug: string }> }) {
  const story = edition().story((await params).slug);
  if (story?.kind !== 'live') return new Response(null, { status: 404 });
  return Response.json(liveFile(story));
}

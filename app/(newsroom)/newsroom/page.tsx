/** The newsroom’s page. Rendered for each request, since each has a nonce of its own (proxy.ts). */
import { connection } from 'next/server';
import { Newsroom } from '#components/newsroom/Newsroom.tsx';
import { edition } from '#lib/edition/open.ts';

export default async function NewsroomPage() {
  await connection();
  const { name, timeZone } = edition().site;
  return <Newsroom site={{ name, timeZone }} />;
}

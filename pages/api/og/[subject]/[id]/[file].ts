/**
 * The cards. A Pages API route, because App Router handlers can't send Content-Length, which some chat
 * clients require.
 */
import type { NextApiRequest, NextApiResponse } from 'next';
import { answerCard } from '#lib/cards/serve.ts';
import { edition } from '#lib/edition/open.ts';
import { readSettings } from '#lib/settings/settings.ts';

export const config = { api: { bodyParser: false } };

export default async function card(request: NextApiRequest, response: NextApiResponse) {
  const { subject, id, file } = request.query;
  const { contentDir, dataDir } = readSettings(process.env);
  const report = (line: string) => void process.stderr.write(`${line}\n`);
  const answer = await answerCard(
    { edition: edition(), contentDir, dataDir, report },
    {
      method: request.method ?? 'GET',
      subject: String(subject),
      id: String(id),
      file: String(file),
      ifNoneMatch: request.headers['if-none-match'],
    },
  );
  response.writeHead(answer.status, answer.headers);
  response.end(request.method === 'HEAD' ? undefined : answer.body);
}

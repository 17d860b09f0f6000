/** What people read most, where Next.js runs without the newsstand. */
import { answerInApp } from '#lib/audience/in-app.ts';

export const dynamic = 'force-dynamic';

export { answerInApp as GET };

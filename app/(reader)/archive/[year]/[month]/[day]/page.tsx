/** A day's latest stories, in a month that has very many. */
import { DayPage, type DayParams, describeDay } from './DayPage.tsx';

export const dynamic = 'force-static';
/** The press asks for those that somebody wants. */
export const generateStaticParams = () => [];

type Props = { params: Promise<DayParams> };

export async function generateMetadata({ params }: Props) {
  return describeDay({ params: await params });
}

export default async function Day({ params }: Props) {
  return <DayPage params={await params} />;
}

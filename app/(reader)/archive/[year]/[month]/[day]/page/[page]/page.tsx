/** A day's earlier stories. */
import { DayPage, type DayParams, describeDay } from '../../DayPage.tsx';

export const dynamic = 'force-static';
/** The press asks for those that somebody wants. */
export const generateStaticParams = () => [];

type Props = { params: Promise<DayParams> };

export async function generateMetadata({ params }: Props) {
  return describeDay({ params: await params });
}

export default async function EarlierOfDay({ params }: Props) {
  return <DayPage params={await params} />;
}

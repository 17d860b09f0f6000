/** The newest corrections. */
import { CorrectionsPage, describeCorrections } from './CorrectionsPage.tsx';

export const dynamic = 'force-static';
export const generateMetadata = () => describeCorrections();

export default function Corrections() {
  return <CorrectionsPage />;
}

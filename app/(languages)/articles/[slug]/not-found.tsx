/** The same page as anywhere, where Next.js runs without the newsstand. */
export { default } from '../../../(reader)/not-found.tsx';

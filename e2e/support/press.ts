/** The press of a portal that runs, asked by the test itself: a command would load itself for a second before it asks. */
import type { PressDesk } from '#lib/press/ask.ts';

export async function pressOf(environment: NodeJS.ProcessEnv): Promise<PressDesk> {
  // Loaded where it is wanted: most tests never ask.
  const [{ pressDesk }, { readSettings }] = await Promise.all([
    import('#lib/press/ask.ts'),
    import('#lib/settings/settings.ts'),
  ]);
  const settings = readSettings(environment);
  const desk = await pressDesk({ settings, projectDir: process.cwd(), report: () => {} });
  if (!desk.isRunning) throw new Error(`No portal runs at port ${settings.port}.`);
  return desk;
}

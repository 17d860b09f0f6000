import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { falls, newProject, type Project, removeProject } from '#lib/press/press.test.project.ts';
import { Supervisor } from './supervisor.ts';

let project: Project;
let supervisor: Supervisor;
let said: string[];

beforeEach(() => {
  project = newProject();
  said = [];
  supervisor = new Supervisor(project.projectDir, project.settings, (line) => said.push(line));
});
afterEach(async () => {
  await supervisor.stop();
  removeProject(project);
});

const answers = async () => (await fetch(`http://127.0.0.1:${supervisor.port}/api/health`)).ok;

test('an app that is killed is started again', async () => {
  await supervisor.start();
  expect(await answers()).toBe(true);
  await kill();
  await vi.waitFor(() => expect(supervisor.port).toBeUndefined(), { timeout: 5_000 });
  expect(said).toEqual(['The app stopped; starting it again in 250 ms. Reading goes on.']);
  await vi.waitFor(() => expect(supervisor.port).toBeDefined(), { timeout: 10_000 });
  expect(await answers()).toBe(true);
});

test('an app that is killed before it has answered is started again at once', async () => {
  falls(project, 'starting', 2);
  const began = performance.now();
  await supervisor.start();
  expect(performance.now() - began).toBeLessThan(20_000);
  expect(said).toEqual([
    'The app did not start',
    'The app stopped; starting it again in 250 ms. Reading goes on.',
    'The app did not start',
    'The app stopped; starting it again in 500 ms. Reading goes on.',
  ]);
});

/** As the system does when memory is short. */
async function kill(): Promise<void> {
  await fetch(`http://127.0.0.1:${supervisor.port}/kill`).catch(() => {});
}

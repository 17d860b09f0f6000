/** The script of pages that can be kept: registers the worker, keeps what is opened, offers to save it. */
import { begin } from '../begin.ts';
import { ask, register } from './messages.ts';
import { whenOnline } from './online.ts';
import { picturesShown } from './pictures.ts';
import { SaveStory } from './save-story.ts';
import { addressOf } from './touching.ts';
import { words } from './words.ts';

const address = addressOf(location.href);
const note = document.querySelector('.kept-note p');

if ('serviceWorker' in navigator) {
  if (note) follow(note);
  else if (document.readyState === 'complete') void keepOpened();
  else addEventListener('load', () => void keepOpened());
  begin(() => customElements.define('save-story', SaveStory));
}

async function keepOpened(): Promise<void> {
  if (!(await register())) return;
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  const pictures = () => picturesShown(connection?.saveData === true);
  await ask({ wish: 'opened', address, pictures: pictures() });
  // Those that came into view since.
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) void ask({ wish: 'seen', address, pictures: pictures() });
  });
}

/** A kept page says so once more, now that voices listen; and when the device is online again, what became of it. */
function follow(said: Element): void {
  said.replaceChildren(said.textContent ?? '');
  document.addEventListener('error', leaveOut, { capture: true });
  whenOnline(async () => {
    const { outcome, pages } = await ask({ wish: 'look' });
    if (outcome !== 'done') return false;
    // Taken back: nobody goes on reading it.
    if (!pages.some((page) => page.address === address)) location.reload();
    const link = document.createElement('a');
    link.href = location.href;
    link.textContent = words.reload;
    said.replaceChildren(`${words.back} `, link);
    return true;
  });
}

/** Of a picture that isn't kept and says nothing its place alone is left. */
function leaveOut({ target }: Event): void {
  if (target instanceof HTMLImageElement && target.alt === '') target.style.visibility = 'hidden';
}

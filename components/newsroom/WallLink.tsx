/** Makes the link for a screen on the wall, which lets it look and do nothing else. */
import { useId, useRef, useState } from 'react';
import { PlaceLink } from './PlaceLink.tsx';
import { makeWallLink } from './server.ts';

export function WallLink() {
  const dialog = useRef<HTMLDialogElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const [made, setMade] = useState<{ link: string } | { error: string }>();
  const [isCopied, setCopied] = useState(false);
  const id = useId();
  const open = () => {
    setMade(undefined);
    setCopied(false);
    dialog.current?.showModal();
  };
  const copy = async (link: string) => {
    field.current?.select();
    // Where the clipboard is closed to us, the link is selected at least.
    await navigator.clipboard?.writeText(link).then(
      () => setCopied(true),
      () => {},
    );
  };
  return (
    <>
      <button type="button" onClick={open}>
        Wall
      </button>
      <dialog ref={dialog} aria-labelledby={id} className="dialog">
        <h2 id={id}>For a screen on the wall</h2>
        <p>
          Large type and nothing to press.{' '}
          <PlaceLink to={{ span: 'live', wall: 'auto' }}>Show it here</PlaceLink>,{' '}
          <PlaceLink to={{ span: 'live', wall: 'dark' }}>in dark</PlaceLink> or{' '}
          <PlaceLink to={{ span: 'live', wall: 'light' }}>in light</PlaceLink>.
        </p>
        <p>
          On another screen open a link of its own. Whoever has it can look for 90 days, and do nothing else.
        </p>
        {made && 'link' in made ? (
          <p className="dialog-link">
            <input ref={field} readOnly value={made.link} aria-label="Link for a wall" />
            <button type="button" onClick={() => void copy(made.link)}>
              {isCopied ? 'Copied' : 'Copy'}
            </button>
          </p>
        ) : (
          <p className="dialog-link">
            <button type="button" onClick={async () => setMade(await makeWallLink())}>
              Make a link
            </button>
          </p>
        )}
        <p role="status">{made && 'error' in made ? made.error : isCopied ? 'The link is copied.' : ''}</p>
        <form method="dialog">
          <button type="submit">Close</button>
        </form>
      </dialog>
    </>
  );
}

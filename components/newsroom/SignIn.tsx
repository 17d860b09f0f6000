/** What a stranger sees: the form, or how the newsroom is opened here. */
import { type FormEvent, useState } from 'react';
import { signIn } from './server.ts';

type Props = { canSignIn: boolean; loopback: boolean; onSignedIn: () => Promise<void> };

export function SignIn({ canSignIn, loopback, onSignedIn }: Props) {
  if (!canSignIn) return loopback ? <OpenHere /> : <NoUsers />;
  return <Form onSignedIn={onSignedIn} />;
}

function Form({ onSignedIn }: Pick<Props, 'onSignedIn'>) {
  const [error, setError] = useState<string>();
  const [isAsking, setAsking] = useState(false);
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setAsking(true);
    setError(undefined);
    const wrong = await signIn(new FormData(event.currentTarget));
    if (wrong === undefined) await onSignedIn();
    setError(wrong);
    setAsking(false);
  };
  return (
    <section className="message">
      <h1>Sign in</h1>
      <p>Who reads what, now, is for the newsroom alone.</p>
      <form className="sign-in" onSubmit={send}>
        <label>
          Name
          <input name="name" autoComplete="username" autoCapitalize="none" spellCheck="false" required />
        </label>
        <label>
          Password
          <input name="password" type="password" autoComplete="current-password" required />
        </label>
        <button type="submit" disabled={isAsking}>
          {isAsking ? 'Signing in' : 'Sign in'}
        </button>
        <p role="alert" className="sign-in-error">
          {error}
        </p>
      </form>
    </section>
  );
}

function NoUsers() {
  return (
    <section className="message">
      <h1>Nobody can sign in yet</h1>
      <p>The portal has no users. Whoever runs it makes one on its machine:</p>
      <pre>npx newsroom user &lt;name&gt;</pre>
      <p>
        The line it prints goes into the setting <code>NEWSROOM_USERS</code>. Then the portal is started
        again.
      </p>
    </section>
  );
}

function OpenHere() {
  return (
    <section className="message">
      <h1>Open this page on its own machine</h1>
      <p>
        Without users, the newsroom is open only to somebody at the machine that runs the portal, at{' '}
        <b>localhost</b>.
      </p>
      <p>To look at it from elsewhere, make a user there, set NEWSROOM_USERS, and start the portal again:</p>
      <pre>npx newsroom user &lt;name&gt;</pre>
    </section>
  );
}

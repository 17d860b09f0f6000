/** "Make CT your homepage": how, in each browser; no page can do it by itself. */
import type { Metadata } from 'next';
import { edition } from '#lib/edition/open.ts';
import { absolute } from '#lib/metadata/addresses.ts';
import { describePage } from '#lib/metadata/describe.ts';

export const dynamic = 'force-static';
const title = 'Make CT your homepage';
const description = 'No page can do this for you, and none should. In your browser it takes half a minute.';

export function generateMetadata(): Metadata {
  const { site } = edition();
  return describePage({ site, title, description, path: '/homepage' });
}

const guides = [
  {
    browser: 'Chrome on a computer',
    steps: [
      'Open the menu with the three dots and choose Settings.',
      'Choose On start-up, then Open a specific page or set of pages.',
      'Add the address above.',
      'For the house button: Settings, Appearance, Show home button, and the address again.',
    ],
  },
  {
    browser: 'Edge on a computer',
    steps: [
      'Open the menu with the three dots and choose Settings.',
      'Choose Start, home, and new tabs.',
      'Under When Edge starts, choose Open these pages and add the address.',
      'Switch Show home button on and give it the address too.',
    ],
  },
  {
    browser: 'Firefox on a computer',
    steps: [
      'Open the menu with the three lines and choose Settings.',
      'Choose Home.',
      'Beside Homepage and new windows choose Custom URLs and paste the address.',
    ],
  },
  {
    browser: 'Safari on a Mac',
    steps: [
      'Open this page, then Safari, Settings, General.',
      'Set New windows open with to Homepage.',
      'Paste the address beside Homepage.',
    ],
  },
  {
    browser: 'Chrome on Android',
    steps: [
      'Open the menu with the three dots and choose Settings, then Homepage.',
      'Enter the address as a custom web address.',
    ],
  },
  {
    browser: 'Safari on iPhone and iPad',
    steps: [
      'There is no homepage here; an icon does the same work.',
      'Open the front page, tap Share, then Add to Home Screen.',
    ],
  },
];

export default function HomepageGuide() {
  const { site } = edition();
  return (
    <article className="story">
      <header className="story-head">
        <h1 className="headline">{title}</h1>
        <p className="standfirst">{description}</p>
      </header>
      <div className="body">
        <p>The address to give your browser:</p>
        <p>
          <code className="address">{absolute('/')}</code>
        </p>
        {guides.map(({ browser, steps }) => (
          <section key={browser}>
            <h2>{browser}</h2>
            <ol>
              {steps.map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ol>
          </section>
        ))}
        <section>
          <h2>As an app</h2>
          <p>
            {site.name} can be installed: in Chrome and Edge by the sign at the right of the address line, in
            Safari on a Mac by File, Add to Dock, on a phone by Add to Home screen in the browser’s menu. It
            opens on the front page in a window of its own.
          </p>
        </section>
        <section>
          <h2>As a feed</h2>
          <p>
            A feed reader needs only <a href="/feed.xml">the address of our feed</a>.
          </p>
        </section>
      </div>
    </article>
  );
}

/** Validates HTML by html-validate's recommended rules. */
import { HtmlValidate } from 'html-validate';

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  elements: [
    'html5',
    {
      'running-date': { flow: true, phrasing: true },
      'theme-switch': { flow: true, phrasing: true },
      'most-read': { flow: true },
      'share-row': { flow: true },
      'page-view': { flow: true },
      'audience-choice': { flow: true },
      'live-story': { flow: true },
    },
  ],
  rules: {
    // Typographic: the serialiser writes void elements and attributes its own way.
    'void-style': 'off',
    'no-trailing-whitespace': 'off',
    'doctype-style': 'off',
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'long-title': 'off',
    'no-inline-style': 'error',
  },
});

/** Every fault in a page, with its place. */
export async function faultsIn(html: string, name: string): Promise<string[]> {
  const report = await validator.validateString(html);
  return report.results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line, column }) => `${name}:${line}:${column} ${ruleId} ${message}`),
  );
}

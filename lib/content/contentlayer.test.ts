import { expect, test } from 'vitest';
import { type DocumentType, schemas } from './schemas.ts';

type Defined = Readonly<{ def: () => { fields: Record<string, object> } }>;

// Contentlayer fails on a field that it hasn't been told of.
test('Contentlayer knows exactly the fields that the check lets through, of every kind of document', async () => {
  const config = '../../contentlayer.config.js';
  const defined = (await import(config)) as Record<DocumentType, Defined>;
  for (const [type, schema] of Object.entries(schemas)) {
    const { fields } = defined[type as DocumentType].def();
    expect(Object.keys(fields).sort(), type).toEqual(Object.keys(schema.shape).sort());
  }
});

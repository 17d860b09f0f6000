/** Currency codes, their decimals and their writing, from the Unicode locale data. This story has no picture. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { table } from './kit/story.ts';

type Use = { _from?: string; _to?: string; _tender?: string };
type Data = { fractions: Record<string, { _digits: string }>; region: Record<string, Record<string, Use>[]> };
const data = (
  JSON.parse(
    readFileSync(createRequire(import.meta.url).resolve('cldr-core/supplemental/currencyData.json'), 'utf8'),
  ) as {
    supplemental: { currencyData: Data };
  }
).supplemental.currencyData;

/** Currencies that are legal tender somewhere now, with the territories that use them. */
const users = new Map<string, string[]>();
for (const [region, uses] of Object.entries(data.region)) {
  for (const [code, use] of uses.flatMap((one) => Object.entries(one))) {
    if (use._to || use._tender === 'false') continue;
    users.set(code, [...(users.get(code) ?? []), region]);
  }
}
const digits = (code: string) => Number((data.fractions[code] ?? data.fractions.DEFAULT!)._digits);
const withDigits = (count: number) => [...users.keys()].filter((code) => digits(code) === count);

const list = (words: readonly string[]) => `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

const amount = 1234567.5;
const write = (locale: string, currency: string, value = amount) =>
  new Intl.NumberFormat(locale, { style: 'currency', currency }).format(value);

const written = [
  ['Chinese (mainland)', 'zh-CN'],
  ['English (Britain)', 'en-GB'],
  ['English (India)', 'en-IN'],
  ['French (France)', 'fr-FR'],
  ['German (Germany)', 'de-DE'],
  ['Portuguese (Brazil)', 'pt-BR'],
] as const;

export function facts(): Record<string, string> {
  const own = [...users].filter(([, regions]) => regions.length === 1);
  const following = own.filter(([code, [region]]) => code.startsWith(region!));
  return {
    currencies: `${users.size} currencies`,
    'one territory': `${own.length} are`,
    'follow the rule': following.length === own.length ? `all ${own.length}` : `${following.length}`,
    'all but': list(
      [...users]
        .filter(([code, regions]) => !regions.includes(code.slice(0, 2)))
        .map(([code]) => code)
        .sort(),
    ),
    euro: `${users.get('EUR')!.length} territories`,
    dollar: `${users.get('USD')!.length}`,
    'no decimals': `${withDigits(0).length} currencies`,
    'three decimals': list(withDigits(3).sort()),
    'two decimals': `${withDigits(2).length}`,
    'yuan since': data.region
      .CN!.flatMap((one) => Object.entries(one))
      .find(([code]) => code === 'CNY')![1]
      ._from!.slice(0, 4),
    'offshore yuan': data.region
      .CN!.flatMap((one) => Object.entries(one))
      .some(([code, use]) => code === 'CNH' && use._tender === 'false')
      ? 'CNH'
      : '?',
    'now without decimals': ['COP', 'HUF', 'IDR', 'PKR'].every((code) => digits(code) === 0)
      ? 'COP, HUF, IDR and PKR'
      : '?',
    'written table': table(
      ['Language', '1,234,567.5 yuan'],
      written.map(([name, locale]) => [name, write(locale, 'CNY')]),
    ),
    'yen in English': write('en-GB', 'JPY', 500),
    'yen in American English': write('en-US', 'JPY', 500),
    'yuan in American English': write('en-US', 'CNY', 500),
    'yuan in Chinese': write('zh-CN', 'CNY', 500),
    'yen in Chinese': write('zh-CN', 'JPY', 500),
  };
}

export function charts(): Record<string, string> {
  return {
    'Currencies by number of decimals': table(
      ['Decimals', 'Currencies'],
      [
        ['None', withDigits(0).length],
        ['Two', withDigits(2).length],
        ['Three', withDigits(3).length],
      ],
    ),
  };
}

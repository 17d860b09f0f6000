/** The settings as an operator reads them: a table for the documentation, lines for `--help`, what holds here and where from. */
import { type SettingName, settingNames, toldOf, withoutIt } from './schema.ts';

const marks = { from: '<!-- settings: npx newsroom settings --write -->', to: '<!-- end of settings -->' };

/** A Markdown table of every setting. */
export function settingsTable(): string {
  const rows = settingNames.map((name) => {
    const { description, neededInPublic } = toldOf(name);
    return `| \`${name}\` | ${withoutIt(name)} | ${description}${neededInPublic ? '. **Needed in public**' : ''} |`;
  });
  return ['| variable | without it | |', '|---|---|---|', ...rows].join('\n');
}

/** A page with the table between its marks made anew. Throws if it has none. */
export function withSettingsTable(page: string): string {
  const [from, to] = [page.indexOf(marks.from), page.indexOf(marks.to)];
  if (from < 0 || to < from)
    throw new Error(`There is no place for the settings: lines with ${marks.from} and ${marks.to}`);
  return `${page.slice(0, from)}${marks.from}\n${settingsTable()}\n${page.slice(to)}`;
}

/** Without the marks of Markdown, for a terminal. */
const plain = (text: string) => text.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll('`', '');

/** Lines of `--help`: name, meaning, what holds without it. */
export function settingsHelp(): string {
  const width = Math.max(...settingNames.map(({ length }) => length));
  const lines = settingNames.map((name) => {
    const { description, neededInPublic } = toldOf(name);
    const needed = neededInPublic ? ' [needed in public]' : '';
    return `  ${name.padEnd(width)}  ${plain(description)} (${plain(withoutIt(name))})${needed}`;
  });
  return `${lines.join('\n')}\n`;
}

export type SettingHere = Readonly<{
  name: SettingName;
  /** As it was given; `…` for a secret, and in words where it wasn't given. */
  value: string;
  from: 'environment' | 'default';
}>;

/** What holds with these variables; secrets aren't told. */
export function settingsIn(environment: Readonly<Record<string, string | undefined>>): SettingHere[] {
  return settingNames.map((name) => {
    const given = environment[name] ?? '';
    if (given === '') return { name, value: plain(withoutIt(name)), from: 'default' };
    return { name, value: toldOf(name).isSecret ? '…' : given, from: 'environment' };
  });
}

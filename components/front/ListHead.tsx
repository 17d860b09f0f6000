/** The head of a page that lists things. */
import { Text } from '#components/site/Text.tsx';

type Props = Readonly<{
  kicker?: string;
  name: string;
  description?: string;
  /** Of the name and the description, where they are an editor's and may have words of another in them. */
  lang?: string;
}>;

export function ListHead({ kicker, name, description, lang }: Props) {
  const written = (text: string) => (lang === undefined ? text : <Text lang={lang}>{text}</Text>);
  return (
    <header className="list-head">
      {kicker && <p className="kicker">{kicker}</p>}
      <h1>{written(name)}</h1>
      {description && <p className="standfirst">{written(description)}</p>}
    </header>
  );
}

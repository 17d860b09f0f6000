/** The head of a page that lists things. */
type Props = Readonly<{ kicker?: string; name: string; description?: string }>;

export function ListHead({ kicker, name, description }: Props) {
  return (
    <header className="list-head">
      {kicker && <p className="kicker">{kicker}</p>}
      <h1>{name}</h1>
      {description && <p className="standfirst">{description}</p>}
    </header>
  );
}

/** The plain way: Next.js with Contentlayer, as the starter blogs do it, of Markdown or MDX, every page built ahead. */
import {
  bodyOf,
  components,
  type Form,
  type Installed,
  installPackages,
  listed,
  type Peer,
} from './publish-peers-site.ts';

export const nextPackages = { next: '16.4.6', react: '19.3.1', 'react-dom': '19.3.1' };
const packages = {
  ...nextPackages,
  contentlayer2: '0.5.8',
  'next-contentlayer2': '0.5.8',
};

/** As many workers as ours has. */
const settings = `export default {
  experimental: { cpus: 2 },
  turbopack: { root: import.meta.dirname },
};
`;

const paths = JSON.stringify({
  compilerOptions: { baseUrl: '.', paths: { 'contentlayer/generated': ['./.contentlayer/generated'] } },
});

const content = (form: Form) => `import { defineDocumentType, makeSource } from 'contentlayer2/source-files';
const text = { type: 'string', required: true };
const any = { type: 'json' };
export const Story = defineDocumentType(() => ({
  name: 'Story',
  filePathPattern: '*.${form}',
  contentType: '${form === 'md' ? 'markdown' : 'mdx'}',
  fields: {
    id: text,
    headline: text,
    standfirst: text,
    section: text,
    publishedAt: { type: 'date', required: true },
    ...Object.fromEntries(
      ['kicker', 'kind', 'topics', 'authors', 'updatedAt', 'status', 'lang', 'lead', 'place', 'sources'].map((field) => [field, any]),
    ),
  },
  computedFields: { slug: { type: 'string', resolve: ({ _raw }) => _raw.flattenedPath } },
}));
export default makeSource({ contentDirPath: 'stories', documentTypes: [Story] });
`;

const boxes = `const Box = ({ children }) => <div>{children}</div>;
export const components = Object.fromEntries(${JSON.stringify(components)}.map((name) => [name, Box]));
`;

const layout = `export default function Layout({ children }) {
  return <html lang="en"><body>{children}</body></html>;
}
`;

const list = `export function List({ title, stories }) {
  const newest = stories.toSorted((a, b) => (a.publishedAt < b.publishedAt ? 1 : -1)).slice(0, ${listed.list});
  return (
    <>
      <title>{title}</title>
      <h1>{title}</h1>
      <ul>{newest.map(({ slug, headline }) => <li key={slug}><a href={\`/articles/\${slug}\`}>{headline}</a></li>)}</ul>
    </>
  );
}
`;

const front = `import { allStories } from 'contentlayer/generated';
import { List } from '../list';
export default function Front() {
  return <List title="Synthetic Times" stories={allStories} />;
}
`;

const section = `import { allStories } from 'contentlayer/generated';
import { List } from '../../../list';
export const dynamicParams = false;
export const generateStaticParams = () =>
  [...new Set(allStories.map(({ section }) => section))].map((section) => ({ section }));
export default async function Section({ params }) {
  const { section } = await params;
  return <List title={section} stories={allStories.filter((story) => story.section === section)} />;
}
`;

const body = {
  md: `export const Body = ({ body }) => <div dangerouslySetInnerHTML={{ __html: body.html }} />;
`,
  mdx: `import { useMDXComponent } from 'next-contentlayer2/hooks';
import { components } from './components';
export function Body({ body }) {
  const Content = useMDXComponent(body.code);
  return <Content components={components} />;
}
`,
};

const story = `import { allStories } from 'contentlayer/generated';
import { Body } from '../../../body';
export const dynamicParams = false;
export const generateStaticParams = () => allStories.map(({ slug }) => ({ slug }));
export default async function Story({ params }) {
  const { slug } = await params;
  const { headline, standfirst, publishedAt, body } = allStories.find((story) => story.slug === slug);
  return (
    <>
      <title>{headline}</title>
      <h1>{headline}</h1>
      <p>{standfirst}</p>
      <time dateTime={publishedAt}>{new Date(publishedAt).toDateString()}</time>
      <Body body={body} />
    </>
  );
}
`;

const feed = `import { allStories } from 'contentlayer/generated';
export const dynamic = 'force-static';
const item = ({ slug, headline }) => \`<item><title>\${headline}</title><link>https://example.org/articles/\${slug}</link></item>\`;
export function GET() {
  const newest = allStories.toSorted((a, b) => (a.publishedAt < b.publishedAt ? 1 : -1)).slice(0, ${listed.feed});
  return new Response(\`<rss version="2.0"><channel><title>Synthetic Times</title>\${newest.map(item).join('')}</channel></rss>\`);
}
`;

export const plainNext = (form: Form): Peer => ({
  name: 'The plain way',
  form,
  install,
  files: {
    'next.config.js': settings,
    'jsconfig.json': paths,
    'contentlayer.config.js': content(form),
    'components.jsx': boxes,
    'body.jsx': body[form],
    'list.jsx': list,
    'app/layout.jsx': layout,
    'app/page.jsx': front,
    'app/sections/[section]/page.jsx': section,
    'app/articles/[slug]/page.jsx': story,
    'app/feed.xml/route.js': feed,
  },
  story: (source) => ({
    file: `stories/${source.slug}.${form}`,
    text: `---\n${source.front}---\n${bodyOf(source, form)}`,
  }),
  finished: '.next/server/app',
  restarts: true,
  address: ({ slug }) => `/articles/${slug}`,
});

async function install(folder: string): Promise<Installed> {
  await installPackages(folder, packages);
  const program = process.execPath;
  return {
    name: `The plain way: Next.js ${packages.next}, Contentlayer ${packages.contentlayer2}`,
    serve: (port) => ({
      program,
      argv: ['node_modules/next/dist/bin/next', 'start', '-H', '127.0.0.1', '-p', String(port)],
    }),
    build: [
      { program, argv: ['node_modules/contentlayer2/bin/cli.cjs', 'build'] },
      { program, argv: ['node_modules/next/dist/bin/next', 'build'] },
    ],
  };
}

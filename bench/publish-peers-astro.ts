/** Astro with a content collection, of Markdown or MDX, every page built ahead. */
import path from 'node:path';
import {
  bodyOf,
  components,
  type Form,
  type Installed,
  installPackages,
  listed,
  type Peer,
} from './publish-peers-site.ts';

const packages = { astro: '7.3.5', '@astrojs/mdx': '8.0.2' };
/** Astro 7 needs a newer Node.js than ours is. */
const node = '24.9.0';

const settings = {
  md: `import { defineConfig } from 'astro/config';
export default defineConfig({ site: 'https://example.org' });
`,
  mdx: `import mdx from '@astrojs/mdx';
import { defineConfig } from 'astro/config';
export default defineConfig({ site: 'https://example.org', integrations: [mdx()] });
`,
};

const collection = (form: Form) => `import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
const stories = defineCollection({ loader: glob({ base: './stories', pattern: '*.${form}' }) });
export const collections = { stories };
`;

/** The collection is sorted once, not for each page. */
const stories = `import { getCollection } from 'astro:content';
const newestFirst = (a, b) => b.data.publishedAt - a.data.publishedAt;
export const stories = (await getCollection('stories')).sort(newestFirst);
`;

const list = `---
const { title, stories } = Astro.props;
---
<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{title}</title></head>
<body>
<h1>{title}</h1>
<ul>{stories.slice(0, ${listed.list}).map(({ id, data }) => <li><a href={\`/articles/\${id}/\`}>{data.headline}</a></li>)}</ul>
</body>
</html>
`;

const front = `---
import List from '../list.astro';
import { stories } from '../stories.js';
---
<List title="Synthetic Times" stories={stories} />
`;

const section = `---
import List from '../../list.astro';
import { stories } from '../../stories.js';
export const getStaticPaths = () =>
  [...new Set(stories.map(({ data }) => data.section))].map((section) => ({ params: { section } }));
const { section } = Astro.params;
---
<List title={section} stories={stories.filter(({ data }) => data.section === section)} />
`;

const boxes = JSON.stringify(Object.fromEntries(components.map((name) => [name, 'div'])));
const content = { md: '<Content />', mdx: `<Content components={${boxes}} />` };

const story = (form: Form) => `---
import { render } from 'astro:content';
import { stories } from '../../stories.js';
export const getStaticPaths = () => stories.map((story) => ({ params: { slug: story.id }, props: { story } }));
const { story } = Astro.props;
const { headline, standfirst, publishedAt } = story.data;
const { Content } = await render(story);
---
<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{headline}</title></head>
<body>
<h1>{headline}</h1>
<p>{standfirst}</p>
<time datetime={publishedAt.toISOString()}>{publishedAt.toDateString()}</time>
${content[form]}
</body>
</html>
`;

const feed = `import { stories } from '../stories.js';
const item = ({ id, data }) => \`<item><title>\${data.headline}</title><link>https://example.org/articles/\${id}/</link></item>\`;
export const GET = () =>
  new Response(\`<rss version="2.0"><channel><title>Synthetic Times</title>\${stories.slice(0, ${listed.feed}).map(item).join('')}</channel></rss>\`);
`;

export const astro = (form: Form): Peer => ({
  name: 'Astro',
  form,
  install,
  files: {
    'astro.config.js': settings[form],
    'src/content.config.js': collection(form),
    'src/stories.js': stories,
    'src/list.astro': list,
    'src/pages/index.astro': front,
    'src/pages/sections/[section].astro': section,
    'src/pages/articles/[slug].astro': story(form),
    'src/pages/feed.xml.js': feed,
  },
  story: (source) => ({
    file: `stories/${source.slug}.${form}`,
    text: `---\n${source.front}---\n${bodyOf(source, form)}`,
  }),
  finished: 'dist',
  address: ({ slug }) => `/articles/${slug}/`,
});

async function install(folder: string): Promise<Installed> {
  const isNew = Number.parseInt(process.versions.node, 10) >= 24;
  const binary = `node-${process.platform}-${process.arch}`;
  await installPackages(folder, isNew ? packages : { ...packages, [binary]: node });
  const program = isNew ? process.execPath : path.join(folder, 'node_modules', binary, 'bin/node');
  const version = isNew ? process.versions.node : node;
  return {
    name: `Astro ${packages.astro}, Node.js ${version}`,
    build: [{ program, argv: ['node_modules/astro/bin/astro.mjs', 'build'] }],
  };
}

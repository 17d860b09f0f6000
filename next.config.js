// Next.js as the press uses it; `next dev` and `next build` work on their own too.
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { PHASE_DEVELOPMENT_SERVER, PHASE_PRODUCTION_BUILD } from 'next/constants.js';

/** @type {import('next').NextConfig} */
const config = {
  adapterPath: path.join(import.meta.dirname, 'lib', 'press', 'adapter.js'),
  poweredByHeader: false,
  typedRoutes: false,
  devIndicators: false,
  htmlLimitedBots: /.*/,
  images: { unoptimized: true },
  // Its module for bundlers has no default export, its module for Node.js nothing else.
  serverExternalPackages: ['opentype.js'],
  // The press keeps what it renders as objects; its apps need not keep it a second time, in memory or on the disk. By
  // itself (`next start`) Next.js keeps what it always does.
  ...(process.env.RENDER_EDITION ? { cacheMaxMemorySize: 0 } : {}),
  experimental: { cpus: 2, isrFlushToDisk: false },
  typescript: { ignoreBuildErrors: true }, // `npm test` checks types, in one place.
};

/** Content is prepared once a process tree, unless the newsroom command has done it. */
export default function nextConfig(phase) {
  const needsContent = phase === PHASE_PRODUCTION_BUILD || phase === PHASE_DEVELOPMENT_SERVER;
  if (needsContent && !process.env.CONTENT_PREPARED) {
    process.env.CONTENT_PREPARED = '1';
    execFileSync(process.execPath, ['cli/newsroom.js', 'prepare'], {
      cwd: import.meta.dirname,
      stdio: 'inherit',
    });
  }
  return config;
}

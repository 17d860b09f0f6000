/**
 * `newsroom sbom` (`npm run sbom`): the list of everything that is installed, as CycloneDX 1.5. From the lock file itself:
 * npm's own command leaves out what a dependency shares with a tool for development (docs/dependencies.md).
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { readOptions } from './options.ts';
import { printLine } from './report.ts';

const usage = `Usage: newsroom sbom [--out FILE] [--all]

Writes a software bill of materials (CycloneDX 1.5, JSON) of what a production server installs:
every package of package-lock.json with version, licence, address and hash.

  --out FILE   where to write it (sbom.cdx.json); - prints it
  --all        with what is needed for development and tests alone
`;

type Locked = Readonly<{
  name?: string;
  version: string;
  resolved?: string;
  integrity?: string;
  license?: string;
  dev?: boolean;
  optional?: boolean;
  dependencies?: Readonly<Record<string, string>>;
  optionalDependencies?: Readonly<Record<string, string>>;
}>;
type Lock = Readonly<{ packages: Readonly<Record<string, Locked>> }>;

export async function sbom(argv: string[]): Promise<number> {
  const options = readOptions(argv, usage, { out: { type: 'string' }, all: { type: 'boolean' } });
  if (options.exit !== undefined) return options.exit;
  const { out = 'sbom.cdx.json', all = false } = options.values;
  const text = readFileSync('package-lock.json', 'utf8');
  const bill = billOf(text, all);
  const written = `${JSON.stringify(bill, null, 2)}\n`;
  if (out === '-') process.stdout.write(written);
  else {
    writeFileSync(out, written);
    printLine(`${bill.components.length} packages are listed in ${out}.`);
  }
  return 0;
}

/** The same text gives the same bill: no clock, no chance. */
export function billOf(lockFile: string, all: boolean) {
  const { packages } = JSON.parse(lockFile) as Lock;
  const { '': own, ...others } = packages;
  const kept = Object.entries(others).filter(([, { dev }]) => all || !dev);
  const { name = '', version = '' } = own ?? {};
  const root = { type: 'application' as const, name, version, 'bom-ref': `${name}@${version}` };
  const wanted = (place: string, { dependencies, optionalDependencies }: Partial<Locked>) =>
    Object.keys({ ...dependencies, ...optionalDependencies }).flatMap(
      (dependency) => nearest(packages, place, dependency) ?? [],
    );
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    serialNumber: `urn:uuid:${uuidOf(lockFile)}`,
    version: 1,
    metadata: { component: root },
    components: kept.map(([place, locked]) => componentOf(place, locked)),
    dependencies: [
      { ref: root['bom-ref'], dependsOn: wanted('', own ?? {}) },
      ...kept.map(([place, locked]) => ({ ref: place, dependsOn: wanted(place, locked) })),
    ],
  };
}

function componentOf(place: string, { version, license, resolved, integrity, optional, ...locked }: Locked) {
  const full = locked.name ?? place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
  const [group, name] = full.startsWith('@') ? (full.split('/') as [string, string]) : [undefined, full];
  const [algorithm = '', hash = ''] = integrity?.split('-') ?? [];
  return {
    type: 'library',
    'bom-ref': place,
    ...(group === undefined ? {} : { group }),
    name,
    version,
    scope: optional ? 'optional' : 'required',
    purl: `pkg:npm/${full.replace('@', '%40')}@${version}`,
    ...(license === undefined ? {} : { licenses: [{ expression: license }] }),
    ...(algorithm === 'sha512'
      ? { hashes: [{ alg: 'SHA-512', content: Buffer.from(hash, 'base64').toString('hex') }] }
      : {}),
    ...(resolved === undefined ? {} : { externalReferences: [{ type: 'distribution', url: resolved }] }),
  };
}

/** Where Node.js finds a package that one at a place asks for: the nearest folder upwards that has it. */
function nearest(packages: Lock['packages'], place: string, dependency: string): string | undefined {
  for (let from = place; ; from = from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/')))) {
    const candidate = `${from}${from === '' ? '' : '/'}node_modules/${dependency}`;
    if (Object.hasOwn(packages, candidate)) return candidate;
    if (from === '') return undefined;
  }
}

/** A UUID of version 8 from a text (RFC 9562, section 5.8). */
function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20, 32),
  ].join('-');
}

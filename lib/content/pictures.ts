/** Looks at every picture the content names: is it there, is it what it says, is it large enough. */
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { writeWhole } from '#lib/disk/write.ts';
import type { Picture } from '#lib/edition/model.ts';
import { type CheckedFile, storyOf } from './file.ts';
import type { Finding, Position } from './problem.ts';

export type MeasuredPictures = Readonly<{
  findings: readonly [file: string, finding: Finding][];
  /** By path under the content folder. */
  byFile: ReadonlyMap<string, Picture>;
}>;

type Wanted = Readonly<{
  by: CheckedFile;
  src: string;
  /** Path under the content folder. */
  file: string;
  at: Position;
  field: string;
  lead: boolean;
}>;
type Measured = Picture | { fault: string };
type Kept = Record<string, { stamp: string; measured: Measured }>;

const leastLeadWidth = 1200;
const mostPixels = 40_000_000;
const formats: Record<string, Picture['format']> = {
  jpg: 'jpeg',
  jpeg: 'jpeg',
  png: 'png',
  webp: 'webp',
  avif: 'avif',
  gif: 'gif',
};

/** Where a picture lies under the content folder: beside the file that names it. */
export function pictureFileOf(file: string, src: string): string {
  return path.posix.normalize(path.posix.join(path.posix.dirname(file), src));
}

/** The picture files that a file names, as paths under the content folder. */
export function picturesOf(file: CheckedFile): string[] {
  return wantedBy(file).map((wanted) => wanted.file);
}

/** Measures pictures, each once as long as its file stays as it is. */
export class PictureDesk {
  readonly #contentDir: string;
  readonly #keptFile: string;
  #kept: Kept | undefined;
  #byFile: MeasuredPictures['byFile'] | undefined;

  constructor({ contentDir, dataDir }: Readonly<{ contentDir: string; dataDir: string }>) {
    this.#contentDir = contentDir;
    this.#keptFile = path.join(dataDir, 'pictures-measured.json');
  }

  /** Gives the same `byFile` again as long as all pictures are the same. */
  async measure(files: readonly CheckedFile[]): Promise<MeasuredPictures> {
    this.#kept ??= readKept(this.#keptFile);
    const measured = await measurePictures(this.#contentDir, this.#kept, files);
    const isSame =
      Object.keys(measured.now).length === Object.keys(this.#kept).length &&
      Object.entries(measured.now).every(([file, { stamp }]) => this.#kept?.[file]?.stamp === stamp);
    if (!isSame) writeWhole(this.#keptFile, JSON.stringify(measured.now));
    this.#kept = measured.now;
    this.#byFile = (isSame ? this.#byFile : undefined) ?? measured.byFile;
    return { findings: measured.findings, byFile: this.#byFile };
  }
}

async function measurePictures(
  contentDir: string,
  kept: Kept,
  files: readonly CheckedFile[],
): Promise<MeasuredPictures & { now: Kept }> {
  const now: Kept = {};
  const findings: [string, Finding][] = [];
  const byFile = new Map<string, Picture>();
  for (const wanted of files.flatMap(wantedBy)) {
    const { by, src, file, at, field } = wanted;
    const say = (what: string, mend: string) => findings.push([by.file, { ...at, field, what, mend }]);
    if (/^[a-z][a-z0-9+.-]*:|^[/\\]/i.test(src) || file.startsWith('../') || src.includes('\\')) {
      say(
        `"${src}" is not a file beside the story`,
        'put the picture into the content folder and write its name',
      );
      continue;
    }
    if (!now[file] && !statSync(path.join(contentDir, file), { throwIfNoEntry: false })?.isFile()) {
      say(`there is no picture ${src}`, `put it beside ${path.posix.basename(by.file)}`);
      continue;
    }
    const entry = now[file] ?? (await measureOnce(contentDir, file, kept));
    now[file] = entry;
    const { measured } = entry;
    if ('fault' in measured)
      say(
        `${src} ${measured.fault}`,
        'save it anew as JPEG, PNG, WebP, AVIF or GIF, with the right extension',
      );
    else {
      byFile.set(file, measured);
      for (const fault of faultsOf(wanted, measured)) say(...fault);
      if (field === 'lead.unlabelled' && !isTwinOf(byFile.get(leadFileOf(by)), measured))
        say(
          `${src} has another size than ${storyOf(by).lead?.src}`,
          'save both at one size: the focal point is one',
        );
    }
  }
  return { findings, byFile, now };
}

/** A lead that isn't there was found before. */
function isTwinOf(lead: Picture | undefined, { width, height }: Picture): boolean {
  return lead === undefined || (lead.width === width && lead.height === height);
}

const leadFileOf = (by: CheckedFile) => pictureFileOf(by.file, storyOf(by).lead?.src ?? '');

function faultsOf({ src, lead }: Wanted, { width, height, format }: Picture): [what: string, mend: string][] {
  const faults: [string, string][] = [];
  const extension = path.extname(src).slice(1).toLowerCase();
  if (formats[extension] !== format)
    faults.push([
      `${src} is a ${format.toUpperCase()} file`,
      `give it the extension .${extensionOf(format)}`,
    ]);
  if (lead && width < leastLeadWidth)
    faults.push([`${src} is ${width} px wide`, `a lead picture needs ${leastLeadWidth} px or more`]);
  if (width * height > mostPixels)
    faults.push([
      `${src} has ${Math.ceil((width * height) / 1e5) / 10} megapixels`,
      `scale it down to ${mostPixels / 1e6} or fewer`,
    ]);
  return faults;
}

const extensionOf = (format: Picture['format']) => (format === 'jpeg' ? 'jpg' : format);

const wanted = new WeakMap<CheckedFile, readonly Wanted[]>();

/** Found once for each file: thousands are asked at every publish. */
function wantedBy(by: CheckedFile): readonly Wanted[] {
  const known = wanted.get(by) ?? findWanted(by);
  wanted.set(by, known);
  return known;
}

function findWanted(by: CheckedFile): Wanted[] {
  const inBody = by.pictures.map(
    ({ url, ...at }): Wanted => ({
      by,
      src: url,
      file: pictureFileOf(by.file, url),
      at,
      field: 'src',
      lead: false,
    }),
  );
  // With faults in its fields a lead may lack even its source.
  const lead = by.type === 'Story' ? storyOf(by).lead : undefined;
  const ofLead = (['src', 'unlabelled'] as const).flatMap((key): Wanted[] => {
    const src: string | undefined = lead?.[key];
    const field = `lead.${key}`;
    const at = by.positions[field] ?? { line: 1, column: 1 };
    return src === undefined ? [] : [{ by, src, file: pictureFileOf(by.file, src), at, field, lead: true }];
  });
  return [...ofLead, ...inBody];
}

async function measureOnce(contentDir: string, file: string, kept: Kept): Promise<Kept[string]> {
  const place = path.join(contentDir, file);
  const { size, mtimeMs } = statSync(place);
  const stamp = `${size} ${mtimeMs}`;
  const before = kept[file];
  return before?.stamp === stamp ? before : { stamp, measured: await measure(file, place) };
}

async function measure(file: string, place: string): Promise<Measured> {
  try {
    const bytes = readFileSync(place);
    const {
      format,
      width,
      height,
      orientation = 1,
    } = await sharp(bytes, { limitInputPixels: false }).metadata();
    const known = format === 'heif' ? 'avif' : formats[format ?? ''];
    if (!known || !width || !height) return { fault: `is a picture of another kind (${format})` };
    // A picture that is cut off in the middle has a sound head: only reading all of it tells.
    if (width * height <= mostPixels) await sharp(bytes, { failOn: 'truncated' }).resize(8).toBuffer();
    const turned = orientation >= 5;
    const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 32);
    return { hash, width: turned ? height : width, height: turned ? width : height, format: known, file };
  } catch {
    return { fault: 'can’t be read as a picture' };
  }
}

function readKept(file: string): Kept {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Kept;
  } catch {
    return {};
  }
}

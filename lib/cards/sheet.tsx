/** A sheet of type on a transparent ground: text that is set already, drawn by @vercel/og. */
import { ImageResponse } from '@vercel/og';
import type { ReactElement, ReactNode } from 'react';
import type { Area } from './contrast.ts';
import { type FontFile, fontsInOrder } from './fonts.ts';
import { emojiPicture, emojiWidth, type Letter } from './letters.ts';
import type { SetText } from './lines.ts';

/** Type as it is drawn: the tree for the renderer, the font files it needs, the part of the card that it covers. */
export type Sheet = Readonly<{ tree: ReactElement; fonts: readonly FontFile[]; area: Area }>;

/** Draws a sheet of type as PNG. Errors of the drawing come out here, not in a stream. */
export async function drawType({ tree, fonts, area: { width, height } }: Sheet): Promise<Buffer> {
  const response = new ImageResponse(tree, {
    width,
    height,
    fonts: fonts.map(({ name, bytes }) => ({ name, data: bytes, weight: 700, style: 'normal' })),
  });
  const png = Buffer.from(await response.arrayBuffer());
  if (png.length === 0) throw new Error('the type could not be drawn');
  return png;
}

/** Sets text on one sheet, and collects the fonts it needs. */
export class Setter {
  readonly letters: Letter[] = [];
  constructor(readonly lang: string) {}

  lines(set: SetText, leading: number, color: string): ReactNode {
    this.letters.push(...set.lines.flat());
    return (
      <div style={{ display: 'flex', flexDirection: 'column', color, fontSize: set.size }}>
        {set.lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines are drawn once and never reordered.
          <div key={index} style={{ display: 'flex', height: set.size * leading, lineHeight: leading }}>
            {this.#runs(line).map((run, place) => this.#run(run, place, set.size, leading))}
          </div>
        ))}
      </div>
    );
  }

  sheet(tree: ReactElement, area: Area): Sheet {
    return {
      tree,
      area,
      fonts: fontsInOrder(
        this.letters.flatMap(({ font }) => font ?? []),
        this.lang,
      ),
    };
  }

  /**
   * Letters of fonts run together; each emoji stands by itself. The renderer remembers a letter's font by
   * its first UTF-16 unit, which letters beyond U+FFFF share: two of different files never stand in one run,
   * or it would ask the internet for the second.
   */
  #runs(line: readonly Letter[]): Letter[][] {
    const runs: Letter[][] = [];
    for (const letter of line) {
      const last = runs.at(-1);
      if (last && !letter.emoji && !last[0]?.emoji && !last.some((other) => isMistaken(letter, other)))
        last.push(letter);
      else runs.push([letter]);
    }
    return runs;
  }

  #run(run: Letter[], key: number, size: number, leading: number): ReactNode {
    const emoji = run[0]?.emoji;
    if (emoji) {
      const air = ((emojiWidth - 1) / 2) * size;
      return (
        // biome-ignore lint/performance/noImgElement: this is drawn, not sent to a browser.
        <img
          key={key}
          src={emojiPicture(emoji)}
          width={size}
          height={size}
          alt=""
          style={{ margin: `${((leading - 1) / 2) * size}px ${air}px` }}
        />
      );
    }
    const fonts = fontsInOrder(
      run.flatMap(({ font }) => font ?? []),
      this.lang,
    );
    return (
      <span key={key} style={{ whiteSpace: 'pre', fontFamily: fonts.map(({ name }) => name).join(', ') }}>
        {run.map(({ text }) => text).join('')}
      </span>
    );
  }
}

const isMistaken = (one: Letter, other: Letter) =>
  one.font !== other.font && one.text.length > 1 && one.text.charCodeAt(0) === other.text.charCodeAt(0);

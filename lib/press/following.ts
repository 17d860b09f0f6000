/** A portal that serves what another one publishes: takes the edition that is offered to its data folder, when it can serve it. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { offerFile } from '#lib/copy/target.ts';
import { differences } from '#lib/edition/entries.ts';
import { liveEdition, liveName, type Manifest, readManifest, switchTo } from '#lib/edition/manifest.ts';
import { objectPath } from '#lib/edition/objects.ts';
import type { Settings } from '#lib/settings/settings.ts';
import { codeHash } from './code.ts';
import { lockPress } from './lock.ts';
import type { Live } from './publisher.ts';
import { neededBy, tidy } from './tidy.ts';

export type FollowingOptions = Readonly<{
  settings: Settings;
  projectDir: string;
  report: (line: string) => void;
  /** Told whenever another edition is live. */
  onLive: (live: Live) => void;
}>;

/** How often it is looked for another edition, in milliseconds. */
const looksEvery = 100;
const tidiesEvery = 10 * 60_000;

export class Following {
  readonly #options: FollowingOptions;
  readonly #code: string;
  #live: Readonly<{ name: string; shards: readonly string[] }> | undefined;
  #said: string | undefined;
  #tidied = performance.now();
  #timer: NodeJS.Timeout | undefined;

  constructor(options: FollowingOptions) {
    this.#options = options;
    this.#code = codeHash(options.projectDir);
    this.#note();
  }

  /** Name of the code that this portal is. */
  get code(): string {
    return this.#code;
  }

  start(): void {
    const tick = () => {
      try {
        this.look();
      } catch (error) {
        this.#refuse(`What is offered can't be served: ${(error as Error).message}.`);
      }
      this.#timer = setTimeout(tick, looksEvery);
    };
    tick();
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  /** Takes what is offered, if it is another one that can be served; and notices what was switched otherwise. */
  look(): void {
    const { dataDir } = this.#options.settings;
    const offered = this.#offered();
    if (offered !== undefined && offered !== liveName(dataDir) && this.#isServable(offered))
      switchTo(dataDir, offered);
    if (liveName(dataDir) === this.#live?.name) return;
    const before = this.#live;
    this.#note();
    if (!this.#live) return;
    const { name, shards } = this.#live;
    this.#options.onLive({ name, changed: before ? changesSince(dataDir, before.shards, shards) : [] });
    if (offered !== undefined) void this.#tidyUp();
  }

  #note(): void {
    const live = liveEdition(this.#options.settings.dataDir);
    this.#live = live && { name: live.name, shards: live.manifest.shards };
  }

  #offered(): string | undefined {
    const file = path.join(this.#options.settings.dataDir, 'editions', offerFile);
    try {
      return readFileSync(file, 'utf8').trim();
    } catch {
      return undefined;
    }
  }

  #isServable(name: string): boolean {
    const { dataDir, siteUrl } = this.#options.settings;
    const stays = 'What was live stays.';
    let manifest: Manifest;
    try {
      manifest = readManifest(dataDir, name);
    } catch (error) {
      return this.#refuse(`Edition ${name.slice(0, 8)} can't be read: ${(error as Error).message}. ${stays}`);
    }
    if (manifest.code !== this.#code)
      return this.#refuse(
        `Edition ${name.slice(0, 8)} was made by another version of the portal than this one. ${stays} Bring both to the same version and start this one again.`,
      );
    if (manifest.siteUrl !== siteUrl)
      return this.#refuse(
        `Edition ${name.slice(0, 8)} is of ${manifest.siteUrl}, and SITE_URL is ${siteUrl}. ${stays} Set the same SITE_URL and start this one again.`,
      );
    const isWhole =
      existsSync(path.join(dataDir, 'content', `${manifest.content}.json`)) &&
      manifest.shards.every((shard) => existsSync(objectPath(dataDir, shard)));
    return (
      isWhole ||
      this.#refuse(
        `Edition ${name.slice(0, 8)} isn’t here whole. ${stays} Copy it again: newsroom publish --to`,
      )
    );
  }

  /** Said once. */
  #refuse(why: string): false {
    if (this.#said !== why) this.#options.report(why);
    this.#said = why;
    return false;
  }

  /** Nobody publishes here, so nobody else gives back what is no longer needed. */
  async #tidyUp(): Promise<void> {
    if (performance.now() - this.#tidied < tidiesEvery) return;
    this.#tidied = performance.now();
    const { dataDir } = this.#options.settings;
    try {
      const release = await lockPress(dataDir, { report: () => {}, patience: 0 });
      await tidy(dataDir, await neededBy(dataDir), Date.now()).finally(release);
    } catch (error) {
      this.#options.report(`Old files could not be removed: ${(error as Error).message}`);
    }
  }
}

/** Nothing if the edition before isn't here any longer. */
function changesSince(dataDir: string, before: readonly string[], now: readonly string[]): string[] {
  try {
    return differences(dataDir, before, now);
  } catch {
    return [];
  }
}

/** Reads a subcommand's options, and answers `--help` and mistakes the same way everywhere. */
import { type ParseArgsConfig, parseArgs } from 'node:util';

type Options = NonNullable<ParseArgsConfig['options']>;

/** The values, or the exit code if there is nothing left to do (help was asked for, or an option is unknown). */
export function readOptions<T extends Options>(
  argv: string[],
  usage: string,
  options: T,
  positionals = false,
) {
  try {
    const all = { ...options, help: { type: 'boolean', short: 'h' } } as const;
    const parsed = parseArgs({ args: argv, options: all, allowPositionals: positionals, strict: true });
    const { help } = parsed.values as { help?: boolean };
    if (!help) return { values: parsed.values, positionals: parsed.positionals as string[] };
    process.stdout.write(usage);
    return { exit: 0 };
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${usage}`);
    return { exit: 2 };
  }
}

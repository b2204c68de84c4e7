import { parseArgs } from 'node:util';

/** What the command was asked to do. */
export interface BenchArguments {
  readonly suites: readonly string[];
  readonly jsonFile?: string;
  /** Write docs/performance.md and its charts from these results instead of measuring. */
  readonly page: boolean;
  /** Fewer and shorter rounds: to see that a suite works, not what it is worth. */
  readonly quick: boolean;
  /** Where the workers' CPU profiles go; measured values suffer from it. */
  readonly profileFolder?: string;
  readonly help: boolean;
}

const options = {
  json: { type: 'string' },
  page: { type: 'boolean', default: false },
  quick: { type: 'boolean', default: false },
  profile: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** @throws TypeError for an option that does not exist */
export function readArguments(args: readonly string[]): BenchArguments {
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const { json, page, quick, profile, help } = values;
  return {
    suites: positionals,
    ...{ page, quick, help },
    ...(json === undefined ? {} : { jsonFile: json }),
    ...(profile === undefined ? {} : { profileFolder: profile }),
  };
}

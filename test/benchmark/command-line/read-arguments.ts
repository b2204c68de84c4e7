import { parseArgs } from 'node:util';

/** What the command was asked to do. */
export type BenchRequest = MeasureRequest | { readonly kind: 'help' | 'page' };

/** Measure these suites. */
export interface MeasureRequest {
  readonly kind: 'measure';
  readonly suites: readonly string[];
  readonly jsonFile?: string;
  /** Fewer and shorter rounds: to see that a suite works, not what it is worth. */
  readonly isQuick: boolean;
  /** Where the workers' CPU profiles go; measured values suffer from it. */
  readonly profileFolder?: string;
}

const options = {
  json: { type: 'string' },
  quick: { type: 'boolean', default: false },
  profile: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** In place of a suite: write docs/performance.md. */
const PAGE = 'page';

/** @throws TypeError for an option that does not exist, or does not belong there */
export function readArguments(args: readonly string[]): BenchRequest {
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const { json, quick, profile, help } = values;
  if (help) return { kind: 'help' };
  if (positionals.includes(PAGE)) return toPageRequest(args);
  if (positionals.length === 0) throw new TypeError('Which suite? `npm run bench -- --help` lists them.');
  return {
    ...{ kind: 'measure', suites: positionals, isQuick: quick },
    ...(json === undefined ? {} : { jsonFile: json }),
    ...(profile === undefined ? {} : { profileFolder: profile }),
  };
}

function toPageRequest(args: readonly string[]): BenchRequest {
  if (args.length > 1) throw new TypeError(`"${PAGE}" stands alone.`);
  return { kind: 'page' };
}

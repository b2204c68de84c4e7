import { parseArgs } from 'node:util';

/** The parsed command line. */
export type BenchRequest = MeasureRequest | { readonly kind: 'help' | 'page' };

/** Measure these suites. */
export interface MeasureRequest {
  readonly kind: 'measure';
  readonly suites: readonly string[];
  readonly jsonFile?: string;
  /** Fewer and shorter rounds: shows that a suite works, without reliable timings. */
  readonly isQuick: boolean;
  /** Folder for CPU profiles of the workers; the measured values get worse. */
  readonly profileFolder?: string;
}

const options = {
  json: { type: 'string' },
  quick: { type: 'boolean', default: false },
  profile: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** The argument to write docs/performance.md instead of measuring. */
const PAGE = 'page';

/** @throws TypeError for an unknown option, or one that is not allowed there */
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

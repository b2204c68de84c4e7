import { parseArgs } from 'node:util';

/** What the command was asked to do. */
export type BenchRequest = MeasureRequest | PageRequest | { readonly kind: 'help' };

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

/** Write docs/performance.md and its charts from a result that was kept. */
export interface PageRequest {
  readonly kind: 'page';
  /** Default: the latest in test/benchmark/results. */
  readonly resultFile?: string;
}

const options = {
  json: { type: 'string' },
  quick: { type: 'boolean', default: false },
  profile: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

const REPORT = 'report';

/** @throws TypeError for an option that does not exist, or does not belong there */
export function readArguments(args: readonly string[]): BenchRequest {
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const { json, quick, profile, help } = values;
  if (help) return { kind: 'help' };
  if (positionals[0] === REPORT)
    return toPageRequest(positionals, json !== undefined || quick || profile !== undefined);
  if (positionals.length === 0) throw new TypeError('Which suite? `npm run bench -- --help` lists them.');
  return {
    ...{ kind: 'measure', suites: positionals, isQuick: quick },
    ...(json === undefined ? {} : { jsonFile: json }),
    ...(profile === undefined ? {} : { profileFolder: profile }),
  };
}

function toPageRequest([, resultFile, ...more]: readonly string[], hasOptions: boolean): PageRequest {
  if (more.length > 0 || hasOptions) throw new TypeError(`"${REPORT}" takes a result file, or nothing.`);
  return { kind: 'page', ...(resultFile === undefined ? {} : { resultFile }) };
}

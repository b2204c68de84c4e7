import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type ExpectedCase, type ExpectedFile, readExpectedFiles } from '../../../examples/expected-case';
import { EXAMPLES } from '../../world/bench-actions';
import type { RunOfDefinition } from './legacy-side';

/** Realistic definitions: the examples of this repository. */
export interface RealCase {
  readonly case: string;
  /** Number of open runs. */
  readonly inFlight: number;
  /** Run one after the other. */
  readonly runs: readonly RunOfDefinition[];
}

/** @param project - folder of a project to be audited */
export function realCases(project: string): readonly RealCase[] {
  const files = readExpectedFiles(EXAMPLES);
  const runsIn = (folder: string): readonly RunOfDefinition[] =>
    files.filter(({ definition }) => relative(EXAMPLES, definition).startsWith(folder)).flatMap(toRuns);
  return [
    { case: 'mixed: the small examples', inFlight: 10, runs: runsIn('types/') },
    { case: 'mixed: an approval', inFlight: 10, runs: runsIn('approval/') },
    { case: 'mixed: an order', inFlight: 10, runs: runsIn('order-fulfilment/') },
    { case: 'mixed: a dependency audit', inFlight: 4, runs: [auditOf(project)] },
  ];
}

/** The cases that succeed; if some of them have signals, only these, because the others test timeouts. */
function toRuns({ definition, cases }: ExpectedFile): readonly RunOfDefinition[] {
  const good = cases.filter(({ status }) => status === 'SUCCESS');
  const answered = good.filter(({ signals }) => signals !== undefined);
  return (answered.length > 0 ? answered : good).map((one) => toRun(definition, one));
}

function toRun(file: string, { input = {}, signals = [], output }: ExpectedCase): RunOfDefinition {
  return { definition: readFileSync(file, 'utf8'), input, signals, ...(output === undefined ? {} : { output }) };
}

function auditOf(project: string): RunOfDefinition {
  return {
    definition: readFileSync(join(EXAMPLES, 'dependency-audit/audit.yaml'), 'utf8'),
    input: { lockFile: join(project, 'package-lock.json'), folder: join(project, 'report'), largest: 3 },
    signals: [{ name: 'audit.decision', payload: { approved: true, by: 'bench' } }],
  };
}

import type { BenchReport } from './bench-report';
import { describeMachine } from './machine';

/** The conditions of a measurement, without which its numbers have no meaning. */
export function describeConditions({ machine, servers, load, measuredAt, minutes }: Conditions): string {
  const others = load.otherCores === undefined ? '' : `, ${load.otherCores} cores busy with others while measuring`;
  return [
    describeMachine(machine),
    ...(servers === undefined ? [] : [`Temporal server ${servers.temporal}, Redis ${servers.redis}`]),
    `${measuredAt.slice(0, 16).replace('T', ' ')} UTC, ${minutes} minutes; load ${load.before} before${others}`,
  ].join('\n');
}

type Conditions = Omit<BenchReport, 'rows' | 'series' | 'isQuick'>;

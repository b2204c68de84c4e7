import { builtInOrchestrators } from '@octavo/orchestrators';
import { builtInTaskTypes } from '@octavo/orchestrators/definitions';
import { SimulatedWorld, type Simulation, type SimulationResult, simulate } from '@octavo/orchestrators/simulator';
import { createPlanner, formatProblems } from '@octavo/planner';
import { z } from 'zod';
import { fallbackDefinition } from './ninth-type/definition';
import { FallbackOrchestrator } from './ninth-type/orchestrator';

const hour = {
  name: 'hour',
  kind: 'activity',
  input: z.any(),
  output: z.any(),
  isIdempotent: false,
  isShort: false,
} as const;
const planner = createPlanner({ taskTypes: [...builtInTaskTypes, fallbackDefinition], actions: [hour] });
const factory = builtInOrchestrators().register('fallback', () => new FallbackOrchestrator());
const far = {
  workflowId: 'far',
  runId: 'r',
  definition: 'far',
  version: '1.0.0',
  startedAt: '2026-01-01T00:00:00Z',
  afterMs: 3_600_000,
};

/** Plans these tasks and simulates a run of them, the ninth type among them. */
export async function runDefinition(
  tasks: readonly object[],
  options: Partial<Simulation> = {},
): Promise<SimulationResult> {
  const { plan, problems } = planner.plan({ octavo: 1, id: 'conformance', vars: { n: 0 }, tasks });
  if (plan === undefined) throw new Error(formatProblems(problems));
  const world = new SimulatedWorld({ hour: () => ({ afterMs: 3_600_000, output: 'done' }) });
  return await simulate({ world, others: [far], factory, ...options, plan });
}

import { engineAttribute } from '@octavo/orchestrators/model';
import { type Client, ServiceError } from '@temporalio/client';
import { describeShare, type Stage, stageOf } from '../promotion/stage';
import { describeSelector } from '../rollout/changes/set-override';
import { flaggedTypes, type Override, type OverrideSelector, type RolloutRules } from '../rules/rollout-rules';
import type { Blocker } from './retirement';

/** The rules that still use the old engine, including shadow. */
export function findBlockingRules(rules: RolloutRules): readonly Blocker[] {
  const killSwitch = rules.killSwitch
    ? [blocker('kill_switch', 'The kill switch is on.', 'octavo rollout kill-switch off')]
    : [];
  const types = flaggedTypes.flatMap((type) => {
    const stage = stageOf(rules.types[type]);
    return stage === 100 ? [] : [blockingType(type, stage)];
  });
  return [...killSwitch, ...types, ...rules.overrides.filter((one) => stageOf(one) !== 100).map(blockingOverride)];
}

function blockingType(type: string, stage: Stage): Blocker {
  const stageText = typeof stage === 'number' ? `at ${stage} %` : stage;
  const command = stage === 'stopped' ? `octavo rollout set ${type} shadow` : `octavo rollout promote ${type}`;
  return blocker('type', `${type} is ${stageText}, not new for all runs.`, command);
}

function blockingOverride(override: Override): Blocker {
  const sentence = `An override gives ${describeSelector(override)} ${describeShare(override)}.`;
  return blocker('override', sentence, `octavo rollout unset ${override.type ?? 'all'} ${optionsFor(override)}`);
}

function optionsFor({ workflowId, tenant, definition }: OverrideSelector): string {
  const options = { 'workflow-id': workflowId, tenant, definition };
  const given = Object.entries(options).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name} ${quote(value)}`],
  );
  return given.join(' ');
}

/** Quotes a value for a shell. */
function quote(value: string): string {
  return /^[\w.:/@-]+$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`;
}

function blocker(kind: Blocker['kind'], sentence: string, command: string): Blocker {
  return { kind, sentence, workflowIds: [], commands: [command] };
}

interface BlockingRuns {
  readonly blockers: readonly Blocker[];
  readonly openRuns: number;
}

interface Search {
  readonly kind: 'open_runs' | 'started_runs';
  readonly query: string;
  /** `runs`: `1 run`, `12 runs`. */
  readonly describe: (runs: string) => string;
}

const OPEN = 'ExecutionStatus = "Running"';
/** Runs with a task on the old engine, also in shadow mode, have this search attribute. */
const ON_OLD_PATH = `${engineAttribute.name} = "legacy"`;
/** Runs that are completely on the old engine have their own workflow type. */
const OLD_RUNS = 'WorkflowType = "legacyRun"';
const MOST_IDS = 5;

/** Finds runs that need the old engine in Temporal's visibility. */
export async function findBlockingRuns(client: Client, sinceMs: number): Promise<BlockingRuns> {
  const since = new Date(sinceMs).toISOString();
  const found = await Promise.all(searchesSince(since).map((search) => find(client, search)));
  const { count } = await client.workflow.count(`WorkflowType = "octavoRun" AND ${OPEN}`);
  return { blockers: withoutRepetition(found.flat()), openRuns: count };
}

function searchesSince(since: string): readonly Search[] {
  const ended = `ExecutionStatus != "Running" AND StartTime > "${since}"`;
  return [
    {
      kind: 'open_runs',
      query: `${ON_OLD_PATH} AND ${OPEN}`,
      describe: (runs) => `Open, with tasks on the old engine: ${runs}.`,
    },
    {
      kind: 'open_runs',
      query: `${OLD_RUNS} AND ${OPEN}`,
      describe: (runs) => `Open, of the workflow type legacyRun: ${runs}.`,
    },
    {
      kind: 'started_runs',
      query: `${ON_OLD_PATH} AND ${ended}`,
      describe: (runs) => `Started since ${since} and ended, with tasks on the old engine: ${runs}.`,
    },
    {
      kind: 'started_runs',
      query: `${OLD_RUNS} AND ${ended}`,
      describe: (runs) => `Started since ${since} and ended, of the workflow type legacyRun: ${runs}.`,
    },
  ];
}

async function find(client: Client, { kind, query, describe }: Search): Promise<readonly Blocker[]> {
  try {
    const { count } = await client.workflow.count(query);
    if (count === 0) return [];
    const commands = [`temporal workflow list --query '${query}'`];
    return [
      {
        kind,
        sentence: describe(count === 1 ? '1 run' : `${count} runs`),
        workflowIds: await listIds(client, query),
        commands,
      },
    ];
  } catch (error) {
    if (isUnknownAttribute(error)) return [unknownAttribute];
    throw error;
  }
}

async function listIds(client: Client, query: string): Promise<readonly string[]> {
  const ids: string[] = [];
  for await (const { workflowId } of client.workflow.list({ query, pageSize: MOST_IDS })) {
    if (ids.push(workflowId) >= MOST_IDS) break;
  }
  return ids;
}

function isUnknownAttribute(error: unknown): boolean {
  return error instanceof ServiceError && String(error.cause).includes(engineAttribute.name);
}

const unknownAttribute: Blocker = {
  kind: 'visibility',
  sentence: 'The server does not have the search attribute OctavoEngine, so runs on the old engine cannot be found.',
  workflowIds: [],
  commands: ['temporal operator search-attribute create --name OctavoEngine --type Keyword'],
};

/** Both searches can fail for the same reason. */
function withoutRepetition(blockers: readonly Blocker[]): readonly Blocker[] {
  return [...new Set(blockers)];
}

/** Types that the old engine ran since then, by the evidence of runs. */
export function findRecentUse(lastLegacy: Readonly<Record<string, string>>, sinceMs: number): readonly Blocker[] {
  const recent = Object.entries(lastLegacy).filter(([, at]) => Date.parse(at) > sinceMs);
  return recent.sort(byType).map(([type, at]) => ({
    kind: 'used',
    sentence: `The old engine ran a ${type} task at ${at}.`,
    workflowIds: [],
    commands: [`octavo rollout report --type ${type}`],
  }));
}

function byType([a]: readonly [string, string], [b]: readonly [string, string]): number {
  return a < b ? -1 : 1;
}

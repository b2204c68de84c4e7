import { isTerminal } from '@octavo/orchestrators';
import { fromPayloads } from '../server/protocol';
import type { SimulatedRun } from '../world/simulated-run';
import { type Choice, choicesOf } from './choices';

/** What is wrong with a run in which flags flipped; empty: nothing. Whatever its outcome is. */
export function faultsOf(run: SimulatedRun, longestTripMs: number): readonly string[] {
  const choices = choicesOf(run);
  return [
    ...unended(run),
    ...choices.flatMap((choice) => [...disobedience(choice, run), ...lateRollback(choice, run, longestTripMs)]),
    ...changesOfEngine(run, choices),
    ...repeatedWork(run),
    ...lostEvidence(run),
    ...differencesInShadow(run),
  ];
}

/** Choices that were made for a type after it was rolled back. */
export function choicesAfterRollback(run: SimulatedRun): number {
  return choicesOf(run).filter(({ type, atMs }) => atMs > rollbackOf(run, type)).length;
}

function unended({ execution, states }: SimulatedRun): readonly string[] {
  const { taskFailure, end } = execution;
  if (taskFailure !== undefined) return [`a workflow task failed: ${taskFailure.stack ?? taskFailure.message}`];
  if (end === undefined) return ['the run did not end'];
  return [...states.values()]
    .filter(({ status }) => !isTerminal(status))
    .map(({ path, status }) => `${path || 'the run'} was left as ${status}`);
}

/** A choice follows the newest flags that the run knows, and they came at that very moment of workflow time. */
function disobedience(
  { path, type, engine, atMs, known, lastToldMs }: Choice,
  { flags }: SimulatedRun,
): readonly string[] {
  const allowed = known.map(({ revision }) => (flags.modesOf(revision)[type] === 'new' ? 'new' : 'legacy'));
  const what = `${path} was given to the ${engine} engine`;
  return [
    ...(allowed.includes(engine) ? [] : [`${what}, which no flag said`]),
    ...(atMs === lastToldMs ? [] : [`${what} by flags that came ${atMs - lastToldMs} ms before`]),
  ];
}

/** What is asked at the last moment is still on its way for a little. */
function lateRollback(
  { path, type, engine, atMs }: Choice,
  run: SimulatedRun,
  longestTripMs: number,
): readonly string[] {
  const isLate = engine === 'new' && atMs > rollbackOf(run, type) + 2 * longestTripMs;
  return isLate ? [`${path} was given to the new engine after ${type} was rolled back`] : [];
}

function rollbackOf({ rollbacks }: SimulatedRun, type: string): number {
  return rollbacks.get(type) ?? Number.POSITIVE_INFINITY;
}

/** Each visit is given to one engine, once; all that is recorded of it and asked for it is of that engine. */
function changesOfEngine(run: SimulatedRun, choices: readonly Choice[]): readonly string[] {
  const engines = new Map(choices.map(({ path, engine }) => [path, engine]));
  const isForeign = (path: string, engine: string): boolean => engines.get(path) !== engine;
  // What never begins is closed by whoever runs the container.
  const begun = run.writes.filter(({ path, startedAt }) => path !== '' && (engines.has(path) || startedAt !== null));
  return [
    ...repeated(choices.map(({ path }) => path)).map((path) => `the engine of ${path} was chosen twice`),
    ...begun
      .filter(({ path, engine = 'new' }) => isForeign(path, engine))
      .map(
        ({ path, status, engine = 'new' }) =>
          `${path} became ${status} on the ${engine} engine, it was given to the other`,
      ),
    ...actionRequests(run)
      .filter(({ path, engine }) => isForeign(path, engine))
      .map(({ path, engine }) => `${path} asked for its action on the ${engine} engine, it was given to the other`),
  ];
}

interface ActionAsked {
  readonly path: string;
  readonly engine: 'legacy' | 'new';
}

/** The new engine leaves out what the activity knows by itself, such as the key of a task. */
function actionRequests({ execution }: SimulatedRun): readonly ActionAsked[] {
  return execution.activations.flatMap(({ commands }) =>
    commands.flatMap(({ scheduleActivity, scheduleLocalActivity }) => {
      const asked = scheduleActivity ?? scheduleLocalActivity;
      if (asked?.activityType !== 'runAction') return [];
      const [request] = fromPayloads(asked.arguments) as [{ readonly path: string; readonly idempotencyKey?: string }];
      return [
        { path: request.path, engine: request.idempotencyKey === undefined ? ('new' as const) : ('legacy' as const) },
      ];
    }),
  );
}

function repeatedWork({ actions }: SimulatedRun): readonly string[] {
  return repeated(actions.begun).map((key) => `the action ${key} ran twice`);
}

function repeated(names: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return names.filter((name) => seen.size === seen.add(name).size);
}

/** Every visit that came to an end of its own is told, once. */
function lostEvidence({ flags, states, execution }: SimulatedRun): readonly string[] {
  if (execution.end === undefined) return [];
  const told = flags.evidence.flatMap(({ visits }) => visits);
  const sum = told.reduce((total, { succeeded, failed }) => total + succeeded + failed, 0);
  const ended = [...states.values()].filter(
    ({ path, status, startedAt }) => path !== '' && startedAt !== null && status !== 'SKIPPED' && status !== 'CANCELED',
  ).length;
  return sum === ended ? [] : [`evidence tells of ${sum} visits, ${ended} have ended`];
}

/** Beside the old engine, the new one comes to the same. */
function differencesInShadow({ flags }: SimulatedRun): readonly string[] {
  return flags.evidence.flatMap(({ differences }) =>
    differences.map((difference) => `the shadow differs: ${JSON.stringify(difference)}`),
  );
}

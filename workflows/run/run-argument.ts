import type { LoadPlanRequest } from '@octavo/activities';
import {
  type Checkpoint,
  isJsonObject,
  type Json,
  type JsonObject,
  type Plan,
  TaskFailure,
} from '@octavo/orchestrators';

/** The one argument of `octavoRun`. */
export type OctavoRunArgument = PlannedArgument | UnplannedArgument;

/** From Octavo's client: planned and validated before anything began. */
export interface PlannedArgument {
  readonly plan: Plan;
  /** As the plan's schema made it. */
  readonly input: Json;
  /** What an earlier execution left: the run goes on from there. */
  readonly checkpoint?: Checkpoint;
  /** `true`, or `{ tenant }`: the run takes part in a migration between engines. */
  readonly migration?: Json;
}

/** From anybody else: the worker plans, by one local activity. `definition` is an object, or YAML or JSON text. */
export type UnplannedArgument = LoadPlanRequest & {
  /** From `workflow.run`: the idempotency key of its task, which the keys of this run begin with. */
  readonly keyPrefix?: string;
  /** As with a plan; absent: as the worker that plans says. */
  readonly migration?: Json;
};

const EXPECTED = 'expected one object { definition, input } or { definitionId, version, input }';

/** Tells the shapes of the argument apart. Throws `TaskFailure` DEFINITION_INVALID for any other value. */
export function readRunArgument(argument: unknown): OctavoRunArgument {
  if (!isObject(argument)) throw invalid(`${EXPECTED}, got ${describe(argument)}`);
  return argument['plan'] === undefined ? readUnplanned(argument) : readPlanned(argument);
}

function readPlanned({ plan, input = {}, checkpoint, migration }: JsonObject): PlannedArgument {
  if (!isPlan(plan)) throw invalid('`plan` is not a plan of this version of Octavo; give the definition instead');
  return { plan, input, ...(isCheckpoint(checkpoint) ? { checkpoint } : {}), ...migrationOf(migration) };
}

function readUnplanned(argument: JsonObject): UnplannedArgument {
  const { definition, definitionId, version, input, keyPrefix, migration } = argument;
  const more = {
    ...(input === undefined ? {} : { input }),
    ...(typeof keyPrefix === 'string' ? { keyPrefix } : {}),
    ...migrationOf(migration),
  };
  if (definition !== undefined) return { definition, ...more };
  if (typeof definitionId !== 'string')
    throw invalid(`${EXPECTED}; it has the fields ${Object.keys(argument).join(', ') || '(none)'}`);
  if (version !== undefined && typeof version !== 'string') throw invalid('`version` must be text such as 1.2.0');
  return { definitionId, ...more, ...(version === undefined ? {} : { version }) };
}

function migrationOf(migration: Json | undefined): { readonly migration?: Json } {
  return migration === undefined ? {} : { migration };
}

function isObject(value: unknown): value is JsonObject {
  return isJsonObject(value as Json | undefined);
}

// Only what the run needs to begin: what is wrong deeper inside fails the task that it concerns.
function isPlan(value: unknown): value is Plan {
  if (!isObject(value)) return false;
  const { octavo, id, version, tasks, defaults } = value;
  return (
    octavo === 1 && typeof id === 'string' && typeof version === 'string' && Array.isArray(tasks) && isObject(defaults)
  );
}

function isCheckpoint(value: unknown): value is Checkpoint {
  if (!isObject(value)) return false;
  return Array.isArray(value['states']) && isObject(value['vars']) && isObject(value['signals']);
}

function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  return value === null ? 'null' : Array.isArray(value) ? 'a list' : typeof value;
}

function invalid(message: string): TaskFailure {
  return new TaskFailure('DEFINITION_INVALID', message);
}

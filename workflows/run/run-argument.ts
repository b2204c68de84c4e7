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

/** From Octavo's client, which has planned the definition and validated the input. */
export interface PlannedArgument {
  readonly plan: Plan;
  /** The input after validation, with defaults. */
  readonly input: Json;
  /** The state of an earlier execution, from which the run resumes. */
  readonly checkpoint?: Checkpoint;
  /** `true`, or `{ tenant }`: the run takes part in a migration between engines. */
  readonly migration?: Json;
}

/** From other clients: the worker plans, by one local activity. `definition` is an object, or text in YAML or JSON. */
export type UnplannedArgument = LoadPlanRequest & {
  /** From `workflow.run`: the idempotency key of its task, the prefix of the keys of this run. */
  readonly keyPrefix?: string;
  /** As in `PlannedArgument`. If absent, the worker that plans decides. */
  readonly migration?: Json;
};

const EXPECTED = 'expected one object { definition, input } or { definitionId, version, input }';

/** Reads the argument of `octavoRun`. Throws `TaskFailure` DEFINITION_INVALID for any other value. */
export function readRunArgument(argument: unknown): OctavoRunArgument {
  if (!isObject(argument)) throw invalid(`${EXPECTED}, got ${describe(argument)}`);
  return argument['plan'] === undefined ? readUnplanned(argument) : readPlanned(argument);
}

function readPlanned({ plan, input = {}, checkpoint, migration }: JsonObject): PlannedArgument {
  if (!isPlan(plan)) throw invalid('`plan` is not a plan of this version of Octavo; pass the definition instead');
  if (checkpoint === undefined) return { plan, input, ...migrationOf(migration) };
  // Without it, the run would do all its work again.
  if (!isCheckpoint(checkpoint)) throw invalid('`checkpoint` is not a checkpoint of this version of Octavo');
  return { plan, input, checkpoint, ...migrationOf(migration) };
}

function readUnplanned(argument: JsonObject): UnplannedArgument {
  const { definition, definitionId, version, input, keyPrefix, migration } = argument;
  const optionalFields = {
    ...(input === undefined ? {} : { input }),
    ...(typeof keyPrefix === 'string' ? { keyPrefix } : {}),
    ...migrationOf(migration),
  };
  if (definition !== undefined) return { definition, ...optionalFields };
  if (typeof definitionId !== 'string')
    throw invalid(`${EXPECTED}, got the fields ${Object.keys(argument).join(', ') || '(none)'}`);
  if (version !== undefined && typeof version !== 'string') throw invalid('`version` must be text such as 1.2.0');
  return { definitionId, ...optionalFields, ...(version === undefined ? {} : { version }) };
}

function migrationOf(migration: Json | undefined): { readonly migration?: Json } {
  return migration === undefined ? {} : { migration };
}

function isObject(value: unknown): value is JsonObject {
  return isJsonObject(value as Json | undefined);
}

// Checks only the fields that the run needs to start. A mistake in a task fails that task.
function isPlan(value: unknown): value is Plan {
  if (!isObject(value)) return false;
  const { octavo, id, version, tasks, defaults, patchLevel = 0 } = value;
  return (
    octavo === 1 &&
    Number.isInteger(patchLevel) &&
    Number(patchLevel) >= 0 &&
    typeof id === 'string' &&
    typeof version === 'string' &&
    Array.isArray(tasks) &&
    isObject(defaults)
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

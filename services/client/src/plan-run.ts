import type { Json, Plan } from '@octavo/orchestrators';
import { byteLength, maxBytes } from '@octavo/orchestrators/model';
import { checkInput, type Planner, type Problem } from '@octavo/planner';
import type { OctavoRunArgument } from '@octavo/workflows/messages';
import { type DefinitionInput, PreparedDefinition, type StoredDefinitionName } from './client-options';
import { OctavoError } from './octavo-error';

/** The argument of a run. */
export interface PlannedRun {
  readonly argument: OctavoRunArgument;
  /** Absent for a definition in the worker's folder. */
  readonly plan: Plan | undefined;
  readonly definitionId: string;
  /** Absent: the highest version in the worker's folder. */
  readonly version?: string;
  readonly warnings: readonly Problem[];
}

/**
 * Plans a definition and validates its input before the start.
 *
 * @throws OctavoError DEFINITION_INVALID, INPUT_INVALID with all problems; PAYLOAD_TOO_LARGE
 */
export function planRun(planner: Planner, definition: DefinitionInput, input: unknown): PlannedRun {
  if (isStored(definition)) return storedRun(definition, input);
  return preparedRun(
    definition instanceof PreparedDefinition ? definition : new PreparedDefinition(planner, definition),
    input,
  );
}

function preparedRun({ plan, warnings, sizeBytes }: PreparedDefinition, input: unknown): PlannedRun {
  const checked = checkInput(plan, asJson(input));
  if (checked.problems !== undefined) throw OctavoError.ofProblems('INPUT_INVALID', checked.problems);
  checkSize(sizeBytes + byteLength(checked.input));
  return { argument: { plan, input: checked.input }, plan, definitionId: plan.id, version: plan.version, warnings };
}

function isStored(definition: DefinitionInput): definition is StoredDefinitionName {
  return typeof definition === 'object' && 'definitionId' in definition;
}

function storedRun({ definitionId, version }: StoredDefinitionName, input: unknown): PlannedRun {
  const json = asJson(input);
  const argument = {
    definitionId,
    ...(json === undefined ? {} : { input: json }),
    ...(version === undefined ? {} : { version }),
  };
  checkSize(byteLength(argument));
  return { argument, plan: undefined, definitionId, warnings: [], ...(version === undefined ? {} : { version }) };
}

/** Converts a value to JSON, as Temporal does. */
function asJson(value: unknown): Json | undefined {
  if (value === undefined) return undefined;
  try {
    return JSON.parse(JSON.stringify(value) ?? 'null') as Json;
  } catch (cause) {
    throw new OctavoError('INPUT_INVALID', 'the input is not JSON', { cause });
  }
}

function checkSize(sizeBytes: number): void {
  if (sizeBytes <= maxBytes.payload) return;
  throw new OctavoError(
    'PAYLOAD_TOO_LARGE',
    `definition and input have ${sizeBytes} bytes; together they may have ${maxBytes.payload}`,
  );
}

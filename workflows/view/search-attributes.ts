import { clampText, definitionAttribute, versionAttribute, waitingForAttribute } from '@octavo/orchestrators';
import type { SearchAttributePair } from '@temporalio/common';
import { upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';

/** Temporal accepts 2 KiB for a value. */
const MAX_VALUE_BYTES = 1_800;
const MAX_NAME_BYTES = 255;

/** True if the server has Octavo's search attributes: the client set them at the start, or the worker reported it. */
export function areAttributesKnown(isKnown = false): boolean {
  return isKnown || areSetAtStart();
}

function areSetAtStart(): boolean {
  return workflowInfo().typedSearchAttributes.get(definitionAttribute) !== undefined;
}

export interface RunIdentity {
  readonly definition: string;
  readonly version: string;
}

/** The search attributes that identify a run, to set at its start; the version only if it is known. */
export function identityAttributes({
  definition,
  version,
}: Pick<RunIdentity, 'definition'> & Partial<RunIdentity>): SearchAttributePair[] {
  return [
    { key: definitionAttribute, value: clampText(definition, MAX_NAME_BYTES) },
    ...(version === undefined ? [] : [{ key: versionAttribute, value: clampText(version, MAX_NAME_BYTES) }]),
  ];
}

/** Keeps the search attribute for awaited signals up to date. Each change adds one event to the history. */
export class WaitingForAttribute {
  readonly #awaited: () => readonly string[];
  readonly #identity: SearchAttributePair[];
  #reported: readonly string[] = [];

  /** Attributes of `identity` that the start did not set are set with the first change. */
  private constructor(awaited: () => readonly string[], identity: RunIdentity) {
    const { typedSearchAttributes } = workflowInfo();
    this.#awaited = awaited;
    this.#identity = identityAttributes(identity).filter(({ key }) => typedSearchAttributes.get(key) === undefined);
  }

  /** Undefined if the server does not have the attributes: then an upsert would fail the workflow task for ever. */
  static of(identity: RunIdentity, awaited: () => readonly string[], isKnown = false): WaitingForAttribute | undefined {
    return areAttributesKnown(isKnown) ? new WaitingForAttribute(awaited, identity) : undefined;
  }

  get hasChanged(): boolean {
    const names = this.#awaited();
    return names.length !== this.#reported.length || names.some((name, index) => name !== this.#reported[index]);
  }

  tell(): void {
    this.#reported = [...this.#awaited()];
    upsertSearchAttributes([...this.#identity.splice(0), { key: waitingForAttribute, value: bounded(this.#reported) }]);
  }
}

// `to: { waiting: true }` does not find names that are left out here; signals to the run's own id still reach it.
function bounded(names: readonly string[]): string[] {
  let roomBytes = MAX_VALUE_BYTES;
  return names.filter((name) => {
    roomBytes -= 3 * name.length + 4;
    return roomBytes >= 0 && clampText(name, MAX_NAME_BYTES) === name;
  });
}

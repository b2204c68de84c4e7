import { clampText, definitionAttribute, versionAttribute, waitingForAttribute } from '@octavo/orchestrators';
import type { SearchAttributePair } from '@temporalio/common';
import { upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';

/** Temporal takes 2 KiB a value. */
const MAX_VALUE_BYTES = 1_800;
const MAX_NAME_BYTES = 255;

/** True where the server takes the attributes: the start set them, or the worker says so. */
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

/** What visibility is to know of a run, for whoever starts it; the version where it is known by then. */
export function identityAttributes({
  definition,
  version,
}: Pick<RunIdentity, 'definition'> & Partial<RunIdentity>): SearchAttributePair[] {
  return [
    { key: definitionAttribute, value: clampText(definition, MAX_NAME_BYTES) },
    ...(version === undefined ? [] : [{ key: versionAttribute, value: clampText(version, MAX_NAME_BYTES) }]),
  ];
}

/** Tells visibility what the run waits for: one event in the history each time that this changes. */
export class WaitingForAttribute {
  readonly #awaited: () => readonly string[];
  readonly #identity: SearchAttributePair[];
  #told: readonly string[] = [];

  /** What of `identity` the start did not tell is told along with the first change. */
  private constructor(awaited: () => readonly string[], identity: RunIdentity) {
    const { typedSearchAttributes: known } = workflowInfo();
    this.#awaited = awaited;
    this.#identity = identityAttributes(identity).filter(({ key }) => known.get(key) === undefined);
  }

  /** Undefined where the server does not know the attributes: an upsert would fail the workflow task for ever. */
  static of(identity: RunIdentity, awaited: () => readonly string[], isKnown = false): WaitingForAttribute | undefined {
    return areAttributesKnown(isKnown) ? new WaitingForAttribute(awaited, identity) : undefined;
  }

  get hasChanged(): boolean {
    const names = this.#awaited();
    return names.length !== this.#told.length || names.some((name, index) => name !== this.#told[index]);
  }

  tell(): void {
    this.#told = [...this.#awaited()];
    upsertSearchAttributes([...this.#identity.splice(0), { key: waitingForAttribute, value: bounded(this.#told) }]);
  }
}

// Names that do not fit cannot be found by `to: { waiting: true }`; signals to the run itself reach it all the same.
function bounded(names: readonly string[]): string[] {
  let roomBytes = MAX_VALUE_BYTES;
  return names.filter((name) => {
    roomBytes -= 3 * name.length + 4;
    return roomBytes >= 0 && clampText(name, MAX_NAME_BYTES) === name;
  });
}

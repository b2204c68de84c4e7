import { randomUUID } from 'node:crypto';
import { definitionAttribute, versionAttribute } from '@octavo/orchestrators/model';
import type { Plan } from '@octavo/orchestrators';
import { type Client, Connection, type WorkflowStartOptions } from '@temporalio/client';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { isUnknownAttribute } from './attributes-of-server';
import type { MigrationOption, StartedRun, StartOptions } from './client-options';
import { OctavoError } from './octavo-error';
import type { PlannedRun } from './plan-run';

/** Temporal accepts 400 bytes of summary and 20,000 of details. */
const MAX_SUMMARY_CHARACTERS = 100;
const MAX_DETAILS_CHARACTERS = 5_000;
/**
 * The time for which starts omit search attributes that the server did not have: a worker registers them when it starts.
 */
const WITHOUT_ATTRIBUTES_MS = 60_000;

/** Starts workflows of type `octavoRun`. */
export class RunStarter {
  readonly #client: Client;
  readonly #taskQueue: string;
  readonly #migration: MigrationOption | undefined;
  /** Milliseconds since 1970. */
  #withoutAttributesUntilMs = 0;

  constructor(client: Client, taskQueue: string, migration: MigrationOption | undefined) {
    this.#client = client;
    this.#taskQueue = taskQueue;
    this.#migration = migration;
  }

  /** @throws OctavoError WORKFLOW_ALREADY_RUNNING */
  async start(run: PlannedRun, options: StartOptions): Promise<StartedRun> {
    const started = this.#optionsOf(run, options);
    const hasAttributes = Date.now() >= this.#withoutAttributesUntilMs;
    try {
      return await this.#startWith(hasAttributes ? { ...started, ...attributesOf(run) } : started);
    } catch (error) {
      if (error instanceof WorkflowExecutionAlreadyStartedError) throw alreadyRunning(started.workflowId, error);
      // The server does not have Octavo's search attributes: runs work without them.
      if (!isUnknownAttribute(error)) throw error;
      this.#withoutAttributesUntilMs = Date.now() + WITHOUT_ATTRIBUTES_MS;
      return await this.#startWith(started);
    }
  }

  async #startWith(options: WorkflowStartOptions): Promise<StartedRun> {
    const handle = await this.#client.workflow.start('octavoRun', options);
    return { workflowId: handle.workflowId, runId: handle.firstExecutionRunId };
  }

  #optionsOf({ argument, plan, definitionId }: PlannedRun, options: StartOptions): WorkflowStartOptions {
    const { workflowId = `${definitionId}-${randomUUID()}`, taskQueue = this.#taskQueue } = options;
    const { migration = this.#migration } = options;
    return {
      ...{ args: [migration === undefined ? argument : { ...argument, migration }], workflowId, taskQueue },
      // Only a worker's own connection can receive the first workflow task with the response to the start.
      requestEagerStart: !(this.#client.connection instanceof Connection) && taskQueue === this.#taskQueue,
      ...(plan === undefined ? {} : descriptionOf(plan)),
    };
  }
}

/** Without a title, the workflow id and a search attribute name the definition. */
function descriptionOf({
  title,
  description,
  labels = {},
}: Plan): Pick<WorkflowStartOptions, 'staticSummary' | 'staticDetails'> {
  const list = Object.entries(labels).map(([name, text]) => `- **${name}** ${text}`);
  const details = [...(description === undefined ? [] : [description, '']), ...list].join('\n').trim();
  return {
    ...(title === undefined ? {} : { staticSummary: title.slice(0, MAX_SUMMARY_CHARACTERS) }),
    ...(details === '' ? {} : { staticDetails: details.slice(0, MAX_DETAILS_CHARACTERS) }),
  };
}

function attributesOf({ definitionId, version }: PlannedRun): Pick<WorkflowStartOptions, 'typedSearchAttributes'> {
  return {
    typedSearchAttributes: [
      { key: definitionAttribute, value: definitionId },
      ...(version === undefined ? [] : [{ key: versionAttribute, value: version }]),
    ],
  };
}

function alreadyRunning(workflowId: string, cause: Error): OctavoError {
  return new OctavoError('WORKFLOW_ALREADY_RUNNING', `a run with the workflow id "${workflowId}" is open`, { cause });
}

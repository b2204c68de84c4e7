import type { ActionDeclaration, Json, Plan } from '@octavo/orchestrators';
import type { TaskTypeDefinition } from '@octavo/orchestrators/definitions';
import { byteLength } from '@octavo/orchestrators/model';
import { isError, type Planner, type Problem } from '@octavo/planner';
import type { ClientOptions, ConnectionLike, ConnectionOptions } from '@temporalio/client';
import { OctavoError } from './octavo-error';
import type { RunStore } from './stored-run-reader';

/** The connection of a client, and its knowledge of definitions. */
export interface OctavoClientOptions extends OctavoOptions {
  /**
   * An open connection, which stays open. With a worker's `NativeConnection`, starts are eager. Default: a new connection.
   */
  readonly connection?: ConnectionLike;
  /** `host:port`. Default: from Temporal's environment configuration, else `localhost:7233`. */
  readonly address?: string;
  /** TLS, API key, …; these override the environment. */
  readonly connectionOptions?: ConnectionOptions;
  /** Default: from Temporal's environment configuration, else `default`. */
  readonly namespace?: string;
  /** Options of Temporal's client: codecs, interceptors, plugins, … Default: those of Temporal. */
  readonly temporal?: Omit<ClientOptions, 'connection' | 'namespace'>;
}

/** The client's knowledge of workers and definitions, for any connection. */
export interface OctavoOptions {
  /** Default: `octavo`. */
  readonly taskQueue?: string;
  /** The user's actions, beside the built-in ones; a definition with any other action is rejected. */
  readonly actions?: readonly ActionDeclaration[];
  /** Default: the eight of the language. */
  readonly taskTypes?: readonly TaskTypeDefinition[];
  /** Plans definitions, in place of `actions` and `taskTypes`. Default: a planner of those two. */
  readonly planner?: Planner;
  /** A store to read if no worker answers, and for data that visibility does not have. It stays open. Default: none. */
  readonly store?: RunStore;
  /**
   * Lets runs take part in a migration between engines. Default: only runs that the worker plans, if it is configured
   * for a migration.
   */
  readonly migration?: MigrationOption;
}

/** `false`: the run does not take part. `tenant`: the value by which flags can be sticky. */
export type MigrationOption = boolean | { readonly tenant?: string };

/**
 * A definition: YAML or JSON text, an object, the result of the builder or of `prepare`; or the name of a definition in
 * the worker's folder.
 */
export type DefinitionInput = string | object | PreparedDefinition | StoredDefinitionName;

export interface StoredDefinitionName {
  readonly definitionId: string;
  /** Default: the highest. */
  readonly version?: string;
}

export interface StartOptions {
  /** Default `{}`. */
  readonly input?: unknown;
  /** Default: the definition's id and a random part. */
  readonly workflowId?: string;
  /** Default: `octavo`, or the client's. */
  readonly taskQueue?: string;
  /** Default: the client's. */
  readonly migration?: MigrationOption;
}

/** A run that was started. */
export interface StartedRun {
  readonly workflowId: string;
  readonly runId: string;
}

/** Names one run; without `runId` the latest of the workflow id. */
export interface RunName {
  readonly runId?: string;
}

/** A planned definition, from which any number of runs can be started. */
export class PreparedDefinition {
  readonly plan: Plan;
  /** The warnings of the planner. */
  readonly warnings: readonly Problem[];
  /** The size of the plan as JSON, in bytes. */
  readonly sizeBytes: number;

  /** @throws OctavoError DEFINITION_INVALID with all problems */
  constructor(planner: Planner, definition: string | object) {
    const { plan, problems } = planner.plan(definition);
    if (plan === undefined) throw OctavoError.ofProblems('DEFINITION_INVALID', problems.filter(isError));
    this.plan = plan;
    this.warnings = problems;
    this.sizeBytes = byteLength(plan as unknown as Json);
  }
}

import type { ActionDeclaration, Json, Plan } from '@octavo/orchestrators';
import type { TaskTypeDefinition } from '@octavo/orchestrators/definitions';
import { byteLength } from '@octavo/orchestrators/model';
import { isError, type Planner, type Problem } from '@octavo/planner';
import type { ClientOptions, ConnectionLike, ConnectionOptions } from '@temporalio/client';
import { OctavoError } from './octavo-error';
import type { RunStore } from './stored-run-reader';

/** How a client reaches its server, and what it knows of definitions. */
export interface OctavoClientOptions extends OctavoOptions {
  /** An open connection, which stays open. A worker's `NativeConnection` makes starts eager. Default: one of its own. */
  readonly connection?: ConnectionLike;
  /** `host:port`. Default: what Temporal's environment configuration says, else `localhost:7233`. */
  readonly address?: string;
  /** TLS, API key, …; over what the environment says. */
  readonly connectionOptions?: ConnectionOptions;
  /** Default: what Temporal's environment configuration says, else `default`. */
  readonly namespace?: string;
  /** Options of Temporal's client: codecs, interceptors, plugins, … Default: those of Temporal. */
  readonly temporal?: Omit<ClientOptions, 'connection' | 'namespace'>;
}

/** What a client knows of workers and definitions, over any connection. */
export interface OctavoOptions {
  /** Default: `octavo`. */
  readonly taskQueue?: string;
  /** The user's actions, beside the built-in ones: a definition that names any other is refused. */
  readonly actions?: readonly ActionDeclaration[];
  /** Default: the eight of the language. */
  readonly taskTypes?: readonly TaskTypeDefinition[];
  /** Plans definitions, in place of `actions` and `taskTypes`. Default: a planner of those two. */
  readonly planner?: Planner;
  /** Asked where no worker answers, and for what visibility does not know. It stays open. Default: none. */
  readonly store?: RunStore;
  /** Runs take part in a migration between engines. Default: those whose definition the worker plans, where it does. */
  readonly migration?: MigrationOption;
}

/** `false`: the run keeps out of it. `tenant`: what flags may be sticky by. */
export type MigrationOption = boolean | { readonly tenant?: string };

/**
 * A definition: YAML or JSON text, an object, what the builder made, or what `prepare` made of any of these; or the name of
 * one in the worker's folder.
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

/** A definition that has been planned, for runs to be started from as often as one likes. */
export class PreparedDefinition {
  readonly plan: Plan;
  /** What the planner found that is no error. */
  readonly warnings: readonly Problem[];
  /** Of the plan in bytes, as JSON. */
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

import type { RunActionRequest } from '@octavo/activities';
import type { Plan } from '@octavo/orchestrators';
import type { RunFacts } from '@octavo/state';
import type { ActivityInterceptorsFactory } from '@temporalio/worker';

/** The fields of a log line about an attempt, besides the ids that the SDK adds. */
interface AttemptAttributes {
  readonly definition?: string;
  readonly task?: string;
  readonly action?: string;
  readonly attempt?: number;
  readonly code?: string;
  readonly retryInMs?: number;
}

/** Adds the task, the attempt and the error code to the SDK's log lines about activities, and to lines of actions. */
export function activityAttributes(): ActivityInterceptorsFactory {
  const definitions = new RunDefinitions();
  return ({ info }) => {
    const { runId = '' } = info.workflowExecution ?? {};
    let attributes: AttemptAttributes = {};
    return {
      inbound: {
        execute: async (input, next) => {
          const [request] = input.args;
          definitions.note(runId, definitionIn(request));
          attributes = info.activityType === 'runAction' ? attributesOf(request, info.attempt) : {};
          try {
            const reply: unknown = await next(input);
            if (info.activityType === 'loadPlan') definitions.note(runId, definitionIn(reply));
            return reply;
          } catch (error) {
            attributes = { ...attributes, ...failureOf(error) };
            throw error;
          }
        },
      },
      outbound: {
        getLogAttributes: (input, next) => {
          const definition = definitions.of(runId);
          return next({ ...input, ...(definition === undefined ? {} : { definition }), ...attributes });
        },
      },
    };
  };
}

/** Activities can be called with any argument, by anyone who starts workflows. */
function attributesOf(request: unknown, attempt: number): AttemptAttributes {
  const { path, action, previousAttempts = 0 } = (request ?? {}) as Partial<RunActionRequest>;
  return {
    ...(typeof path === 'string' ? { task: path } : {}),
    ...(typeof action === 'string' ? { action } : {}),
    attempt: previousAttempts + attempt,
  };
}

function failureOf(error: unknown): AttemptAttributes {
  const { type, nextRetryDelay } = (error ?? {}) as { readonly type?: unknown; readonly nextRetryDelay?: unknown };
  return {
    ...(typeof type === 'string' ? { code: type } : {}),
    ...(typeof nextRetryDelay === 'number' ? { retryInMs: nextRetryDelay } : {}),
  };
}

/** The states in a request, or the plan in a reply, name the definition. */
interface WithDefinition {
  readonly outbox?: { readonly run?: RunFacts };
  readonly run?: RunFacts;
  readonly plan?: Pick<Plan, 'id'>;
}

function definitionIn(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  const { outbox, run, plan } = value as WithDefinition;
  return outbox?.run?.definition ?? run?.definition ?? plan?.id;
}

/** The maximum number of runs; beyond it, the oldest entry is removed. */
const MOST_RUNS = 1_000;

/** The definition of each run that this worker has seen, because requests of activities do not contain it. */
export class RunDefinitions {
  readonly #definitions = new Map<string, string>();

  note(runId: string, definition: unknown): void {
    if (typeof definition !== 'string') return;
    this.#definitions.set(runId, definition);
    const [oldest] = this.#definitions.keys();
    if (this.#definitions.size > MOST_RUNS && oldest !== undefined) this.#definitions.delete(oldest);
  }

  of(runId: string): string | undefined {
    return this.#definitions.get(runId);
  }
}

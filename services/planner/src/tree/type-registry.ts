import {
  describeValue,
  type FieldPath,
  findNearest,
  type JsonObject,
  type SchemaParts,
  type TaskTypeDefinition,
} from '@octavo/orchestrators/definitions';
import { z } from 'zod';
import { TASK_LISTS } from '../foreign/fields';
import { foreignTypes } from '../foreign/names';
import type { Finding, ProblemCollector } from '../problem-collector';
import { definitionSchema } from '../schema/definition-schema';
import { schemaParts } from '../schema/field-schemas';
import { fieldsAt } from '../schema/fields-at';
import { judge } from '../schema/judge';
import { findingsOf } from '../schema/schema-findings';
import { commonDefaults, commonTaskSchema, type TaskSchema, taskSchemaOf } from '../schema/task-schema';

/** The key for the defaults of every type in a plan. */
const COMMON = 'task';

/** The task types of a planner. The schema of a type is made for its first task. */
export class TypeRegistry {
  readonly names: readonly string[];
  /** The defaults of the fields that every task has. */
  readonly commonDefaults: JsonObject;
  readonly #parts: SchemaParts;
  readonly #definition: z.ZodType;
  readonly #types: ReadonlyMap<string, TaskTypeDefinition>;
  readonly #schemas = new Map<TaskTypeDefinition, TaskSchema>();
  #unknown: TaskSchema | undefined;
  #fields: ReadonlySet<string> | undefined;

  /** @throws Error if two types have the same name */
  constructor(types: readonly TaskTypeDefinition[]) {
    this.#types = byName(types);
    this.names = [...this.#types.keys()];
    this.#parts = schemaParts(z.any());
    this.commonDefaults = commonDefaults(this.#parts);
    const adjusting = types.filter(({ adjustable = [] }) => adjustable.length > 0);
    const adjustable = Object.assign({}, ...adjusting.map((type) => this.#schemaOf(type).adjustable)) as z.ZodRawShape;
    this.#definition = definitionSchema(this.#parts, adjustable);
  }

  /** Validates the fields of a definition itself; returns it with defaults, or as written if it is invalid. */
  judgeDefinition(
    written: Readonly<Record<string, unknown>>,
    problems: ProblemCollector,
  ): Readonly<Record<string, unknown>> {
    const judged = judge(this.#definition, written);
    if (judged.success) return judged.data as Readonly<Record<string, unknown>>;
    for (const finding of withoutAlias(findingsOf(judged.error.issues, [], written, this.#definition))) {
      problems.add(finding);
    }
    return written;
  }

  /** The schema for a `type`. An unknown type is reported, and gets a schema with the fields that every task has. */
  schemaFor(type: unknown, at: FieldPath, problems: ProblemCollector): TaskSchema {
    const registered = typeof type === 'string' ? this.#types.get(type) : undefined;
    if (registered !== undefined) return this.#schemaOf(registered);
    problems.add({ at: [...at, 'type'], ...this.#describeUnknown(type, problems) });
    this.#unknown ??= commonTaskSchema(this.#parts);
    return this.#unknown;
  }

  #describeUnknown(type: unknown, problems: ProblemCollector): Omit<Finding, 'at'> {
    const list = `one of ${this.names.join(', ')}`;
    if (type === undefined) return { code: 'REQUIRED', message: '`type` is missing', expected: problems.once(list) };
    const name = typeof type === 'string' ? type : '';
    const own = foreignTypes.get(name) ?? foreignTypes.get(name.toLowerCase());
    const isNear = findNearest(name, this.names) !== undefined;
    return {
      code: 'UNKNOWN_TASK_TYPE',
      message: `there is no task type ${describeValue(type)}`,
      expected: own === undefined && !isNear ? problems.once(list) : undefined,
      hint: own === undefined ? undefined : `write ${own}`,
      unknown: { name, among: isNear ? this.names : [] },
    };
  }

  /** The fields that tasks of any type can have. */
  get fields(): ReadonlySet<string> {
    this.#fields ??= new Set([...this.#types.values()].flatMap((type) => fieldsAt(this.#schemaOf(type).schema, [])));
    return this.#fields;
  }

  /** The schemas of the named types; unknown names are ignored. */
  schemasOf(names: ReadonlySet<string>): readonly TaskSchema[] {
    return [...this.#types.values()].filter(({ type }) => names.has(type)).map((type) => this.#schemaOf(type));
  }

  /**
   * Calls a function of a type. If it throws, returns `otherwise`, and reports a defect unless the definition has errors
   * anyway.
   */
  ask<T>(at: FieldPath, problems: ProblemCollector, question: () => T, otherwise: T): T {
    try {
      return question();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (!problems.hasErrors)
        problems.add({ at, code: 'PLANNER_FAILED', message: `the task type could not read this task: ${reason}` });
      return otherwise;
    }
  }

  #schemaOf(type: TaskTypeDefinition): TaskSchema {
    const schema = this.#schemas.get(type) ?? taskSchemaOf(type, this.#parts);
    this.#schemas.set(type, schema);
    return schema;
  }
}

// Omits the missing `tasks` if `steps` or the like is reported, which implies it.
function withoutAlias(findings: readonly Finding[]): readonly Finding[] {
  const isAliased = findings.some(({ code, at }) => code === 'UNKNOWN_FIELD' && TASK_LISTS.includes(String(at[0])));
  return findings.filter(({ code, at }) => !(isAliased && code === 'REQUIRED' && at.join() === 'tasks'));
}

function byName(types: readonly TaskTypeDefinition[]): ReadonlyMap<string, TaskTypeDefinition> {
  const named = new Map<string, TaskTypeDefinition>();
  for (const type of types) {
    if (type.type === COMMON)
      throw new Error(`A task type cannot be named "${COMMON}": plans keep common defaults there.`);
    if (named.has(type.type)) throw new Error(`There are two task types "${type.type}"; rename one, or leave one out.`);
    named.set(type.type, type);
  }
  return named;
}

import {
  type ActionLookup,
  describeValue,
  type Json,
  type Plan,
  type Surroundings,
} from '@octavo/orchestrators/definitions';
import type { CheckContext } from './checks/check-context';
import { checkExpressions, checkSchemas, checkTypes } from './checks/check-expressions';
import { checkFlow } from './checks/check-flow';
import { checkHandlers, checkTargets } from './checks/check-targets';
import { checkIds, checkLimits } from './checks/check-ids';
import { checkNeeds } from './checks/check-needs';
import { FlowGraphs } from './checks/flow-graph';
import { OutputShapes } from './checks/output-shapes';
import { ExpressionCache } from './expressions/expression-cache';
import { findForeignSystem } from './foreign/systems';
import { asMap, limits } from './limits';
import { type BuiltPlan, buildPlan } from './plan/build-plan';
import type { ProblemCollector } from './problem-collector';
import { buildTree } from './tree/build-tree';
import { type DefinitionTree, type ListSite, listsAround, type TaskSite } from './tree/sites';
import type { TypeRegistry } from './tree/type-registry';

/** The types, actions and definitions that a definition may refer to. */
export interface PlannerSetup {
  readonly types: TypeRegistry;
  readonly actions: ActionLookup;
  readonly definitions: readonly string[] | undefined;
}

/** Checks a definition and makes its plan; undefined if there are errors. */
export function planDefinition(value: Json, setup: PlannerSetup, problems: ProblemCollector): Plan | undefined {
  const written = asMap(value);
  if (written === undefined) {
    const message =
      value === null ? 'the definition is empty' : `a definition is a map, this is ${describeValue(value)}`;
    problems.add({ at: [], code: 'TYPE_INVALID', message, expected: 'a map with `octavo`, `id` and `tasks`' });
    return undefined;
  }
  const foreign = findForeignSystem(written);
  if (foreign !== undefined) problems.add(foreign);
  if (foreign !== undefined || !hasKnownVersion(written, problems)) return undefined;
  const definition = setup.types.judgeDefinition(written, problems);
  const tree = buildTree(definition, setup.types, problems);
  const context = contextOf(tree, setup, problems);
  check(context);
  return problems.hasErrors ? undefined : finish(buildPlan(context), problems);
}

// A definition in another version of the language cannot be checked.
function hasKnownVersion(written: Readonly<Record<string, unknown>>, problems: ProblemCollector): boolean {
  const version = written['octavo'];
  if (version === undefined || version === 1) return true;
  const message = `language version ${describeValue(version)} is not supported`;
  problems.add({ at: ['octavo'], code: 'UNSUPPORTED_VERSION', message, expected: 'the integer 1' });
  return false;
}

function contextOf(tree: DefinitionTree, setup: PlannerSetup, problems: ProblemCollector): CheckContext {
  const vars = Object.keys(asMap(tree.definition['vars']) ?? {});
  const common: Surroundings = {
    actions: setup.actions,
    definitions: setup.definitions,
    vars,
    areVarsFrozen: false,
    isInHandler: false,
    mayHoldWorkflowTask: false,
  };
  const places = new Map<ListSite, Surroundings>();
  const questions = {
    types: setup.types,
    problems,
    surroundingsOf: ({ list }: TaskSite) => {
      const found = places.get(list) ?? { ...common, ...placeOf(list) };
      places.set(list, found);
      return found;
    },
  };
  return {
    tree,
    ...questions,
    graphs: new FlowGraphs(questions),
    outputs: new OutputShapes(questions),
    expressions: new ExpressionCache(),
  };
}

function placeOf(list: ListSite): Pick<Surroundings, 'areVarsFrozen' | 'isInHandler'> {
  const around = [...listsAround(list)];
  return {
    areVarsFrozen: around.some(({ freezesVars }) => freezesVars),
    isInHandler: around.some(({ isHandler }) => isHandler),
  };
}

function check(context: CheckContext): void {
  checkIds(context);
  checkTypes(context);
  checkSchemas(context);
  checkTargets(context);
  checkNeeds(context);
  checkHandlers(context);
  checkExpressions(context);
  checkFlow(context);
  checkLimits(context);
}

function finish({ plan, sizeBytes }: BuiltPlan, problems: ProblemCollector): Plan | undefined {
  if (sizeBytes <= limits.planBytes) return plan;
  problems.add({
    at: [],
    code: 'PAYLOAD_TOO_LARGE',
    message: `limit "plan": ${sizeBytes} bytes, at most ${limits.planBytes} (2 MiB)`,
  });
  return undefined;
}

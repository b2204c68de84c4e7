export { createPlanner, type Planner, type PlannerOptions, readDefinitionId } from './create-planner';
export {
  formatProblem,
  formatProblems,
  isError,
  type PlanResult,
  type Problem,
  problemCatalogue,
  type ProblemCode,
} from './problem';
export type { DefinitionJsonSchema } from './schema/json-schema';
export { checkInput, type InputResult } from './input/check-input';
export { limits } from './limits';

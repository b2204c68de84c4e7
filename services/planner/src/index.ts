export { createPlanner, type Planner, type PlannerOptions, readDefinitionId } from './create-planner';
export type { PlanResult } from './problem';
export { checkInput, type InputResult } from './input/check-input';
export { limits } from './limits';
export { formatProblem, formatProblems, isError, type Problem } from './problem';
export { type ProblemCode, problemCatalogue } from './problem';

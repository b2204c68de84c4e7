import type { Surroundings } from '@octavo/orchestrators/definitions';
import type { ExpressionCache } from '../expressions/expression-cache';
import type { ProblemCollector } from '../problem-collector';
import type { DefinitionTree, TaskSite } from '../tree/sites';
import type { TypeRegistry } from '../tree/type-registry';
import type { FlowGraphs } from './flow-graph';

/** What every check works with. */
export interface CheckContext {
  readonly tree: DefinitionTree;
  readonly problems: ProblemCollector;
  readonly types: TypeRegistry;
  readonly expressions: ExpressionCache;
  readonly graphs: FlowGraphs;
  /** What the type of `site` may know of its place. */
  readonly surroundingsOf: (site: TaskSite) => Surroundings;
}

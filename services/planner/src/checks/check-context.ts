import type { ExpressionCache } from '../expressions/expression-cache';
import type { DefinitionTree } from '../tree/sites';
import type { FlowGraphs } from './flow-graph';
import type { OutputQuestions, OutputShapes } from './output-shapes';

/** The input of every check. */
export interface CheckContext extends OutputQuestions {
  readonly tree: DefinitionTree;
  readonly expressions: ExpressionCache;
  readonly graphs: FlowGraphs;
  readonly outputs: OutputShapes;
}

import { AggregateOrchestrator } from '../aggregate/orchestrator';
import { BasicOrchestrator } from '../basic/orchestrator';
import { CollectionOrchestrator } from '../collection/orchestrator';
import { CompositeOrchestrator } from '../composite/orchestrator';
import { ParallelOrchestrator } from '../parallel/orchestrator';
import { RouterOrchestrator } from '../router/orchestrator';
import { SignalOrchestrator } from '../signal/orchestrator';
import { WaitOrchestrator } from '../wait/orchestrator';
import { OrchestratorFactory } from './orchestrator-factory';

/** A factory with the eight types of the language. */
export function builtInOrchestrators(): OrchestratorFactory {
  return new OrchestratorFactory()
    .register('basic', () => new BasicOrchestrator())
    .register('wait', () => new WaitOrchestrator())
    .register('signal', () => new SignalOrchestrator())
    .register('router', () => new RouterOrchestrator())
    .register('parallel', () => new ParallelOrchestrator())
    .register('collection', () => new CollectionOrchestrator())
    .register('composite', () => new CompositeOrchestrator())
    .register('aggregate', () => new AggregateOrchestrator());
}

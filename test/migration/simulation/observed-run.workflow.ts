import {
  builtInOrchestrators,
  type ChildTask,
  type EngineSelector,
  type Eventually,
  type TaskRunner,
} from '@octavo/orchestrators';
import { createOctavoRun, type ExtendRun, type OctavoRun, type RunExtension } from '@octavo/workflows';
import { proxySinks, type Sinks, workflowInfo } from '@temporalio/workflow';
import { migrate } from '../../../services/migration/adapter/workflow/migrate';
import { legacyEngine } from '../../../services/migration/legacy/bridge/legacy-engine';

export { octavoFlush } from '@octavo/workflows';

/** The engine of a visit, at the time of the choice. */
export interface Decision {
  readonly path: string;
  readonly type: string;
  readonly engine: 'legacy' | 'new';
  /** Workflow time; milliseconds since the epoch. */
  readonly atMs: number;
}

export interface DecisionSinks extends Sinks {
  readonly decisions: { decided(decision: Decision): void };
}

const { decisions } = proxySinks<DecisionSinks>();

/** Records every choice of `chooser` without changing it. */
class ObservedChoice implements EngineSelector {
  readonly #chooser: EngineSelector;

  constructor(chooser: EngineSelector) {
    this.#chooser = chooser;
  }

  select(child: ChildTask): Eventually<TaskRunner | undefined> {
    const chosen = this.#chooser.select(child);
    return chosen instanceof Promise ? chosen.then((runner) => tell(child, runner)) : tell(child, chosen);
  }
}

function tell({ path, task: { type } }: ChildTask, runner: TaskRunner | undefined): TaskRunner | undefined {
  decisions.decided({ path, type, engine: runner === undefined ? 'new' : 'legacy', atMs: Date.now() });
  return runner;
}

function observed(extend: ExtendRun, choose: (selector: EngineSelector) => EngineSelector): ExtendRun {
  return (request) => {
    const extension = extend(request);
    if (extension === undefined) return undefined;
    const inner: RunExtension = extension;
    return {
      piggyback: inner.piggyback,
      see: (state) => inner.see(state),
      selectEngine: (engine) => choose(inner.selectEngine(engine)),
    };
  };
}

/** The adapter's `octavoRun`, with a record of its choices. */
export const octavoRun: OctavoRun = createOctavoRun(
  builtInOrchestrators,
  observed(migrate({ oldEngine: legacyEngine }), (selector) => new ObservedChoice(selector)),
);

/** Chooses by a value that is not in the history, so that a replay fails. */
class ChoiceByChance implements EngineSelector {
  readonly #chooser: EngineSelector;

  constructor(chooser: EngineSelector) {
    this.#chooser = chooser;
  }

  select(child: ChildTask): Eventually<TaskRunner | undefined> {
    return workflowInfo().unsafe.random.random() < 0.5 ? undefined : this.#chooser.select(child);
  }
}

/** A workflow with a defect that a replay must find: it tests the test. */
export const waveringRun: OctavoRun = createOctavoRun(
  builtInOrchestrators,
  observed(migrate({ oldEngine: legacyEngine }), (selector) => new ChoiceByChance(selector)),
);

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

/** Which engine a visit was given to, at the moment of the choice. */
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

/** Tells of every choice that `chooser` makes, and leaves it as it is. */
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

/** The adapter's own `octavoRun`, with a witness of its choices. */
export const octavoRun: OctavoRun = createOctavoRun(
  builtInOrchestrators,
  observed(migrate({ oldEngine: legacyEngine }), (selector) => new ObservedChoice(selector)),
);

/** Chooses by what no history has: what it does is not to be had again. */
class ChoiceByChance implements EngineSelector {
  readonly #chooser: EngineSelector;

  constructor(chooser: EngineSelector) {
    this.#chooser = chooser;
  }

  select(child: ChildTask): Eventually<TaskRunner | undefined> {
    return workflowInfo().unsafe.random.random() < 0.5 ? undefined : this.#chooser.select(child);
  }
}

/** A workflow with a defect that replays find: a test of the test. */
export const waveringRun: OctavoRun = createOctavoRun(
  builtInOrchestrators,
  observed(migrate({ oldEngine: legacyEngine }), (selector) => new ChoiceByChance(selector)),
);

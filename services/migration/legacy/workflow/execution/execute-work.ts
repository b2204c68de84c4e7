import type { DoneResult, TaskResult } from '../../contracts/response';
import type { Work } from '../task-visit';
import { unknownType } from '../unknown-type';
import { runBasic } from './run-basic';
import { runCollection } from './run-collection';
import { runComposite } from './run-composite';
import { runParallel } from './run-parallel';
import { runRouter } from './run-router';
import { runSignal } from './run-signal';
import { runWait } from './run-wait';

/** Runs the work of a task by its type, after its state was created. */
export function executeWork(work: Work): Promise<DoneResult | Extract<TaskResult, { kind: 'failed' }>> {
  switch (work.task.type) {
    case 'basic':
      return runBasic(work as Parameters<typeof runBasic>[0]);
    case 'wait':
      return runWait(work as Parameters<typeof runWait>[0]);
    case 'signal':
      return runSignal(work as Parameters<typeof runSignal>[0]);
    case 'router':
      return runRouter(work as Parameters<typeof runRouter>[0]);
    case 'parallel':
      return runParallel(work as Parameters<typeof runParallel>[0]);
    case 'collection':
      return runCollection(work as Parameters<typeof runCollection>[0]);
    case 'composite':
      return runComposite(work as Parameters<typeof runComposite>[0]);
    case 'aggregate':
      // Its response activity does all the work.
      return Promise.resolve({ kind: 'done', result: null });
    default:
      throw unknownType(work.task.type);
  }
}

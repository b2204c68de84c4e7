import type { OrchestratorContext } from '../contracts/orchestrator-context';
import type { WaitVerdict } from '../contracts/signals';
import { rootScope } from '../engine/scope';
import { TemplateEvaluator } from '../engine/template-evaluator';
import type { WaitTask } from './definition';
import { SignalCollector } from './signal-collector';
import { beginWait, type WaitProgress } from './wait-progress';

const signal = { name: 'go', id: '1', payload: 1, sender: 'ada', receivedAt: '2026-01-01T00:00:00.000Z' };

function explained(fields: Partial<WaitTask>, progress: Partial<WaitProgress>): WaitVerdict {
  const timers = { now: () => 0 };
  const evaluator = new TemplateEvaluator(timers.now);
  const context = { path: 'a', scope: rootScope(() => undefined), timers, evaluator } as unknown as OrchestratorContext;
  const task = { id: 'a', type: 'wait', distinctBy: '${ signal.sender }', onInvalid: 'ignore', ...fields } as WaitTask;
  return new SignalCollector(task, { ...beginWait('go', 2, 1), ...progress }, context).explain(signal);
}

const schema = { type: 'string' };
const advice = 'payload: is integer, expected string';
const current = { signal: { ...signal, id: '0', sender: 'bob' }, key: '"bob"' };

it.each<[Omit<WaitVerdict, 'path'>, Partial<WaitTask>, Partial<WaitProgress>]>([
  [{ verdict: 'accepted' }, {}, {}],
  [{ verdict: 'held' }, {}, { current }],
  [{ verdict: 'repeated' }, {}, { keys: ['"ada"'], current }],
  [{ verdict: 'unmatched' }, { where: '${ signal.sender == "bob" }' }, { current }],
  [{ verdict: 'invalid', reason: advice }, { schema }, { current }],
  [{ verdict: 'failing', reason: advice }, { schema, onInvalid: 'fail' }, {}],
])('explains a signal: %j', (verdict, fields, progress) => {
  expect(explained(fields, progress)).toEqual({ path: 'a', ...verdict });
});

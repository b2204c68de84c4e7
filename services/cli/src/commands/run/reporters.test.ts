import { builtInActions } from '@octavo/activities/actions';
import { createPlanner } from '@octavo/planner';
import { createWorkerLog, type LogLine } from '@octavo/worker';
import type { CommandContext } from '../../command';
import type { Engine } from '../../engine/engine';
import { HumanReporter } from './reporters';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const run = { workflowId: 'greet-1', runId: 'r' };
const link = 'http://127.0.0.1:8233/namespaces/default/workflows/greet-1\n';

function engineOf(own: Engine['own']): Engine {
  return { own, uiUrl: 'http://127.0.0.1:8233', namespace: 'default' } as Engine;
}

const tasks = [{ id: 'a', type: 'basic', action: 'transform', with: 1 }];

/** A reporter of a run, and its output. */
function reporting(own: Engine['own'] = 'server', { env = {}, isVerbose = false } = {}) {
  const { plan } = createPlanner({ actions: builtInActions() }).plan({ octavo: 1, id: 'greet', tasks });
  if (plan === undefined) throw new Error('no plan');
  const written: string[] = [];
  const stderr = { write: (text: string) => written.push(text) };
  const io = { ...{ stderr, stdout: { write: () => undefined }, env, cwd: '/' } } as unknown as CommandContext['io'];
  const context = { io, options: { verbose: isVerbose } };
  const reporter = new HumanReporter({ source: new Uint8Array(), plan, input: undefined, warnings: [] }, context);
  reporter.start(engineOf(own), run);
  // No warnings, and the name of the run.
  written.splice(0, 2);
  return { reporter, written };
}

describe('the link to the Temporal UI', () => {
  it.each(['nothing', 'taskQueue'] as const)('is shown at once if the server keeps running (own: %s)', (own) => {
    expect(reporting(own).written).toEqual([expect.stringContaining(link)]);
  });

  it('is shown once, after some seconds, if the server stops with the run', () => {
    const { reporter, written } = reporting();
    expect(written).toEqual([]);
    jest.advanceTimersByTime(3_000);
    reporter.hold('Approve? ');
    expect(written).toEqual([expect.stringContaining(link), 'Approve? ']);
  });

  it('is shown before a question', () => {
    const { reporter, written } = reporting();
    reporter.hold('Approve? ');
    jest.advanceTimersByTime(10_000);
    expect(written).toEqual([expect.stringContaining(link), 'Approve? ']);
  });

  it('is not shown for a run that has ended', () => {
    const { reporter, written } = reporting();
    reporter.stop();
    jest.advanceTimersByTime(10_000);
    expect(written).toEqual([]);
  });
});

describe('a line of the log', () => {
  const line = (message: string, attributes: LogLine['attributes'] = {}): LogLine => ({
    ...{ level: 'warn', timeMs: 0, message },
    attributes: { workflowId: run.workflowId, code: 'NO', ...attributes },
  });
  const shown = (one: LogLine, options = {}): boolean => {
    const { reporter, written } = reporting('server', options);
    reporter.log(one.level.toUpperCase(), one.message, one);
    return written.length > 0;
  };

  it('is omitted if the tree shows the failure', () => {
    expect(shown(line('Workflow failed'))).toBe(false);
    expect(shown(line('Activity failed', { task: 'group/fetch#2' }))).toBe(false);
    expect(shown(line('Activity failed', { task: 'fetch' }), { isVerbose: true })).toBe(true);
  });

  it('is shown if the tree does not show the failure', () => {
    expect(shown(line('Activity failed', { task: 'fetch', retryInMs: 10 }))).toBe(true);
    expect(shown(line('Activity failed', { task: 'each[3]/fetch' }))).toBe(true);
    expect(shown(line('Activity failed', { task: 'fetch', workflowId: 'child' }))).toBe(true);
    expect(shown(line('Workflow failed', { workflowId: 'child' }))).toBe(true);
    expect(shown(line('Activity failed'))).toBe(true);
    expect(shown({ ...line('Workflow failed'), level: 'error' })).toBe(true);
    expect(shown(line('The store cannot be reached'))).toBe(true);
  });

  it('has the same colour for its level as the log of a worker', () => {
    const { reporter, written } = reporting('server', { env: { FORCE_COLOR: '1' } });
    const ofWorker: string[] = [];
    const destination = { write: (text: string) => ofWorker.push(text) };
    const log = createWorkerLog({ level: 'debug', format: 'pretty', colors: true, destination });
    for (const level of ['DEBUG', 'INFO', 'WARN', 'ERROR'] as const) {
      reporter.log(level, 'x');
      log.write(level, 'x');
    }
    // The worker's lines begin with a time, which is dim too; only the level is in capitals.
    const painted = (text: string): string | undefined => /(\[\d+m)([A-Z]+)/.exec(text)?.slice(1).join('');
    expect(painted(written[2] ?? '')).toMatch(/\d+mWARN$/);
    expect(written.map(painted)).toEqual(ofWorker.map(painted));
  });
});

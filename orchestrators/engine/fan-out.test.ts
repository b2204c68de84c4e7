import type { ChildTaskManager, PreparedChild } from '../contracts/child-task-manager';
import { CanceledError, CancellationNode } from './cancellation-node';
import { indicesInTurn } from './child-turns';
import { canceledOutcome, failureOutcome } from './failures';
import { type FanOut, fanOut, type FanOutResult, Slots } from './fan-out';
import { runFlow } from './flow';
import { aggregatorOf, type StrategyRule } from './strategy-aggregator';
import type { TaskOutcome } from '../model/outcome';

const success = (output: number): TaskOutcome => ({ status: 'SUCCESS', output });
const failure = (code: string): TaskOutcome =>
  failureOutcome('FAILED', { code, message: '', task: '', details: null, attempt: 1 });

type FanOutChild = Omit<PreparedChild, 'index'>;

/** A child that ends when it is told to, and knows what it was told. */
class Child implements FanOutChild {
  recorded: FanOutChild['recorded'] = { kind: 'new' };
  readonly needs: readonly number[] = [];
  isRunning = false;
  isLeftOut = false;
  isCanceled = false;
  end: (outcome: TaskOutcome) => void = () => {};
  fail: (thrown: Error) => void = () => {};

  constructor(fields: Partial<Pick<FanOutChild, 'recorded' | 'needs'>> = {}) {
    Object.assign(this, fields);
  }

  run: FanOutChild['run'] = ({ cancellation }) => {
    this.isRunning = true;
    return new Promise((resolve, reject) => {
      this.end = resolve;
      this.fail = reject;
      cancellation.onCancel(() => {
        this.isCanceled = true;
        resolve(canceledOutcome(''));
      });
    });
  };

  cancelUnstarted(): void {
    this.isLeftOut = true;
  }
}

/** A child that ends at once, and tells so at once. */
function instant(outcome: TaskOutcome, recorded: FanOutChild['recorded'] = { kind: 'new' }): FanOutChild {
  return { recorded, needs: [], run: () => outcome, cancelUnstarted: () => {} };
}

/** Hands children out in turn, and counts how many it has handed out. */
class Handed implements ChildTaskManager {
  readonly outcomes: (TaskOutcome | undefined)[];
  readonly hasNeeds: boolean;
  count = 0;
  readonly #children: readonly FanOutChild[];
  readonly #turns: readonly number[];

  constructor(children: readonly FanOutChild[]) {
    this.#children = children;
    this.#turns = indicesInTurn(children);
    this.outcomes = children.map(() => undefined);
    this.hasNeeds = children.some(({ needs = [] }) => needs.length > 0);
  }

  get total(): number {
    return this.#children.length;
  }

  next(): PreparedChild | undefined {
    const index = this.#turns[this.count] ?? -1;
    const child = this.#children[index];
    if (child === undefined) return undefined;
    this.count += 1;
    const { recorded, needs = [] } = child;
    return { index, recorded, needs, run: (group) => child.run(group), cancelUnstarted: () => child.cancelUnstarted() };
  }
}

type Told = FanOutResult & Pick<Handed, 'outcomes'>;

function planOf(children: Handed, rule: StrategyRule, rest: Partial<FanOut> = {}): FanOut {
  return {
    ...{ children, concurrency: 100, aggregator: aggregatorOf(rule), cancellation: new CancellationNode() },
    keep: (index, outcome) => void (children.outcomes[index] = outcome),
    ...rest,
  };
}

async function start(
  children: readonly FanOutChild[],
  rule: StrategyRule,
  rest: Partial<FanOut> = {},
  handed = new Handed(children),
): Promise<Told> {
  return { ...(await runFlow(fanOut(planOf(handed, rule, rest)))), outcomes: handed.outcomes };
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const some = (count: number): Child[] => Array.from({ length: count }, () => new Child());

describe('a fan-out', () => {
  it('gives the outcomes in the order of the list, whatever the order of the ends', async () => {
    const [a, b] = some(2) as [Child, Child];
    const result = start([a, b], { strategy: 'wait_all' });
    b.end(success(2));
    a.end(success(1));
    await expect(result).resolves.toMatchObject({ decision: 'success', outcomes: [success(1), success(2)] });
  });

  it('creates no promise if no child has to wait', () => {
    const children = new Handed([instant(success(1)), instant(success(2))]);
    const plan = planOf(children, { strategy: 'wait_all' }, { concurrency: 1 });
    expect(runFlow(fanOut(plan))).toMatchObject({ decision: 'success' });
  });

  it('is decided at once if it has no children', async () => {
    await expect(start([], { strategy: 'race' })).resolves.toMatchObject({ decision: 'success', outcomes: [] });
  });

  it('runs no more than `concurrency` at the same time', async () => {
    const children = some(3) as [Child, Child, Child];
    const result = start(children, { strategy: 'wait_all' }, { concurrency: 2 });
    await settle();
    expect(children.map(({ isRunning }) => isRunning)).toEqual([true, true, false]);
    children[1].end(success(1));
    await settle();
    expect(children[2].isRunning).toBe(true);
    children[0].end(success(1));
    children[2].end(success(1));
    await result;
  });

  it('prepares a child when a slot is free', async () => {
    const children = some(5);
    const handed = new Handed(children);
    const result = start(children, { strategy: 'wait_all' }, { concurrency: 2 }, handed);
    await settle();
    expect(handed.count).toBe(2);
    children[0]?.end(success(1));
    await settle();
    expect(handed.count).toBe(3);
    for (const child of children) {
      child.end(success(1));
      await settle();
    }
    await result;
  });

  it('starts a child when all children that it needs have ended', async () => {
    const [a, b] = [new Child({ needs: [1] }), new Child()];
    const result = start([a, b], { strategy: 'wait_all' }, { concurrency: 1 });
    await settle();
    expect([a.isRunning, b.isRunning]).toEqual([false, true]);
    b.end(success(1));
    await settle();
    expect(a.isRunning).toBe(true);
    a.end(success(1));
    await result;
  });

  it('cancels running children and starts no others as soon as it is decided', async () => {
    const [a, b, c] = some(3) as [Child, Child, Child];
    const result = start([a, b, c], { strategy: 'race' }, { concurrency: 2 });
    await settle();
    a.end(success(1));
    await expect(result).resolves.toMatchObject({ decision: 'success', outcomes: [success(1), undefined, undefined] });
    expect([b.isCanceled, c.isLeftOut]).toEqual([true, true]);
  });

  it('decides at the moment when a child ends', async () => {
    const other = new Child();
    let wasCanceledThen = false;
    const telling: FanOutChild = {
      ...instant(success(1)),
      run: async ({ end }) => {
        await settle();
        end(success(1));
        wasCanceledThen = other.isCanceled;
        return success(1);
      },
    };
    await start([other, telling], { strategy: 'race' });
    expect(wasCanceledThen).toBe(true);
  });

  it('counts a child that was cancelled from elsewhere as failed', async () => {
    const result = await start([instant(canceledOutcome(''))], { strategy: 'wait_all' });
    expect(result).toMatchObject({ decision: 'failure', failures: [{ outcome: { status: 'CANCELED' } }] });
  });

  it('throws when its own token is cancelled, after its children have ended', async () => {
    const cancellation = new CancellationNode();
    const [a] = some(1) as [Child];
    const result = start([a], { strategy: 'wait_all' }, { cancellation });
    cancellation.cancel();
    await expect(result).rejects.toBeInstanceOf(CanceledError);
    expect(a.isCanceled).toBe(true);
  });

  it('throws the error that a child throws', async () => {
    const [a] = some(1) as [Child];
    const result = start([a], { strategy: 'wait_all' });
    a.fail(new Error('a defect'));
    await expect(result).rejects.toThrow('a defect');
  });

  it('lists failures in the order of their ends', async () => {
    const [a, b] = some(2) as [Child, Child];
    const result = start([a, b], { strategy: 'wait_all' });
    b.end(failure('B'));
    await settle();
    a.end(failure('A'));
    const { failures } = await result;
    expect(failures.map(({ outcome: { error } }) => error.code)).toEqual(['B', 'A']);
  });
});

describe('a fan-out that resumes', () => {
  const ended = (version: number): FanOutChild['recorded'] => ({ kind: 'ended', version });

  it('repeats the decision that was made', async () => {
    const begun = new Child({ recorded: { kind: 'begun' } });
    const fresh = new Child();
    const children = [instant(failure('LATE'), ended(9)), begun, instant(failure('FIRST'), ended(5)), fresh];
    const { failures, decision } = await start(children, { strategy: 'fail_fast' });
    expect([decision, failures.map(({ outcome: { error } }) => error.code)]).toEqual(['failure', ['FIRST']]);
    expect([begun.isCanceled, fresh.isLeftOut]).toEqual([true, true]);
  });

  it('counts ended children, resumes running children, and then starts those that waited longest', () => {
    const children = [
      new Child({ needs: [1] }),
      instant(success(1), ended(9)),
      instant(success(1), ended(5)),
      new Child({ needs: [2] }),
      new Child({ needs: [5] }),
      new Child({ recorded: { kind: 'begun' }, needs: [1] }),
      new Child(),
    ];
    expect(indicesInTurn(children)).toEqual([2, 1, 5, 6, 3, 0, 4]);
  });
});

describe('slots', () => {
  it('are given at once while one is free', () => {
    const slots = new Slots(2);
    expect([slots.take(), slots.take()]).toEqual([undefined, undefined]);
    expect(slots.take()).toBeInstanceOf(Promise);
  });

  it('are given in the order of the requests', async () => {
    const slots = new Slots(1);
    void slots.take();
    const got: string[] = [];
    const waiting = ['a', 'b'].map(async (name) => {
      await slots.take();
      got.push(name);
      slots.give();
    });
    slots.give();
    await Promise.all(waiting);
    expect(got).toEqual(['a', 'b']);
    expect(slots.take()).toBeUndefined();
  });
});

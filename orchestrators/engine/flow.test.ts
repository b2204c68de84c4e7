import { type Flow, runFlow, settled, together } from './flow';

function* sum(values: readonly (number | Promise<number>)[]): Flow<number> {
  let total = 0;
  for (const value of values) total += yield* settled(value);
  return total;
}

describe('a flow', () => {
  it('ends at once if all values are available', () => {
    expect(runFlow(sum([1, 2, 3]))).toBe(6);
  });

  it('becomes a promise if a value is not available, and continues with that value', async () => {
    const running = runFlow(sum([1, Promise.resolve(2), 3, Promise.resolve(4)]));
    expect(running).toBeInstanceOf(Promise);
    await expect(running).resolves.toBe(10);
  });

  it('throws an error before it waits, and rejects with an error afterwards', async () => {
    function* fail(before: number | Promise<number>): Flow<number> {
      yield* settled(before);
      throw new Error('wrong');
    }
    expect(() => runFlow(fail(1))).toThrow('wrong');
    await expect(runFlow(fail(Promise.resolve(1)))).rejects.toThrow('wrong');
  });

  it('can catch the rejection of a promise that it waited for', async () => {
    function* careful(): Flow<string> {
      try {
        yield* settled(Promise.reject(new Error('wrong')));
      } catch (thrown) {
        return (thrown as Error).message;
      }
      return 'right';
    }
    await expect(runFlow(careful())).resolves.toBe('wrong');
  });

  it('waits for several values together, and fails with the first failure', async () => {
    function* all(values: readonly unknown[]): Flow<string> {
      yield* together(values);
      return 'done';
    }
    expect(runFlow(all([1, undefined]))).toBe('done');
    await expect(runFlow(all([1, Promise.resolve(2)]))).resolves.toBe('done');
    await expect(runFlow(all([Promise.reject(new Error('wrong'))]))).rejects.toThrow('wrong');
  });
});

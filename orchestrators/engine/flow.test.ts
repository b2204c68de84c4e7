import { type Flow, runFlow, settled, together } from './flow';

function* sum(values: readonly (number | Promise<number>)[]): Flow<number> {
  let total = 0;
  for (const value of values) total += yield* settled(value);
  return total;
}

describe('a flow', () => {
  it('ends at once where everything is there', () => {
    expect(runFlow(sum([1, 2, 3]))).toBe(6);
  });

  it('becomes a promise where something is not there yet, and goes on with it', async () => {
    const running = runFlow(sum([1, Promise.resolve(2), 3, Promise.resolve(4)]));
    expect(running).toBeInstanceOf(Promise);
    await expect(running).resolves.toBe(10);
  });

  it('throws at once what is thrown before it waits, and rejects with it after', async () => {
    function* fail(before: number | Promise<number>): Flow<number> {
      yield* settled(before);
      throw new Error('wrong');
    }
    expect(() => runFlow(fail(1))).toThrow('wrong');
    await expect(runFlow(fail(Promise.resolve(1)))).rejects.toThrow('wrong');
  });

  it('may catch what it waited for', async () => {
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

  it('waits for several together, and fails with the first that fails', async () => {
    function* all(values: readonly unknown[]): Flow<string> {
      yield* together(values);
      return 'done';
    }
    expect(runFlow(all([1, undefined]))).toBe('done');
    await expect(runFlow(all([1, Promise.resolve(2)]))).resolves.toBe('done');
    await expect(runFlow(all([Promise.reject(new Error('wrong'))]))).rejects.toThrow('wrong');
  });
});

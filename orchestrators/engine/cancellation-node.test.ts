import {
  CanceledError,
  CancellationNode,
  throwIfCanceled,
  throwIfStopped,
  waitUnlessCanceled,
} from './cancellation-node';
import { canceledOutcome } from './failures';

describe('a cancellation token', () => {
  it('calls its listeners once, in the order of their registration', () => {
    const token = new CancellationNode();
    const heard: number[] = [];
    token.onCancel(() => heard.push(1));
    token.onCancel(() => heard.push(2));
    token.cancel();
    token.cancel();
    expect(heard).toEqual([1, 2]);
  });

  it('calls a listener at once if it is already cancelled', () => {
    const token = new CancellationNode();
    token.cancel();
    const heard = jest.fn();
    token.onCancel(heard);
    expect(heard).toHaveBeenCalledTimes(1);
  });

  it('does not call a listener that was removed', () => {
    const token = new CancellationNode();
    const heard = jest.fn();
    token.onCancel(heard)();
    token.cancel();
    expect(heard).not.toHaveBeenCalled();
  });

  it('cancels the tokens forked from it, and not its parent', () => {
    const root = new CancellationNode();
    const group = root.fork();
    const child = group.fork();
    group.cancel();
    expect([root.isCanceled, group.isCanceled, child.isCanceled]).toEqual([false, true, true]);
    expect(child.fork().isCanceled).toBe(true);
  });

  it('no longer listens to its parent after its release', () => {
    const root = new CancellationNode();
    const child = root.fork();
    child.release();
    root.cancel();
    expect(child.isCanceled).toBe(false);
  });

  it('makes throwIfCanceled throw', () => {
    const token = new CancellationNode();
    expect(() => throwIfCanceled(token)).not.toThrow();
    expect(() => throwIfStopped(canceledOutcome('a'), token)).not.toThrow();
    token.cancel();
    expect(() => throwIfCanceled(token)).toThrow(CanceledError);
    expect(() => throwIfStopped(canceledOutcome('a'), token)).toThrow(CanceledError);
    expect(() => throwIfStopped({ status: 'SUCCESS', output: 1 }, token)).not.toThrow();
  });
});

describe('waiting unless cancelled', () => {
  it('resolves with the value', async () => {
    await expect(waitUnlessCanceled(new CancellationNode(), (resolve) => resolve(7))).resolves.toBe(7);
  });

  it('rejects with the error', async () => {
    const wrong = new Error('wrong');
    await expect(waitUnlessCanceled(new CancellationNode(), (_, reject) => reject(wrong))).rejects.toBe(wrong);
  });

  it('throws as soon as the token is cancelled, and ignores a later value', async () => {
    const token = new CancellationNode();
    let answer: (value: number) => void = () => {};
    const waiting = waitUnlessCanceled<number>(token, (resolve) => {
      answer = resolve;
    });
    token.cancel();
    answer(7);
    await expect(waiting).rejects.toBeInstanceOf(CanceledError);
  });
});

import { CancellationNode } from '@octavo/orchestrators';
import { RunGate } from './run-gate';

interface Work {
  readonly begun: number[];
  end(index: number): void;
}

function workOf(
  gate: RunGate,
  inputs: readonly string[],
  token = new CancellationNode(),
): Work & { readonly ended: Promise<unknown>[] } {
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const ended = inputs.map((input, index) =>
    gate.pass(input, token, () => {
      begun.push(index);
      return new Promise<void>((resolve) => (ends[index] = resolve));
    }),
  );
  return { begun, ended, end: (index) => ends[index]?.() };
}

const MEGABYTE = 'x'.repeat(1024 * 1024);

it('lets a thousand commands through, and another one when one has ended', async () => {
  const gate = new RunGate();
  const work = workOf(
    gate,
    Array.from({ length: 1_001 }, () => ''),
  );
  await Promise.resolve();
  expect(work.begun).toHaveLength(1_000);
  work.end(3);
  await work.ended[3];
  await Promise.resolve();
  expect(work.begun.at(-1)).toBe(1_000);
  expect(gate.pending).toBe(1_000);
});

it('holds back commands that are too large together, in order', async () => {
  const work = workOf(new RunGate(), [MEGABYTE, MEGABYTE, '']);
  await Promise.resolve();
  expect(work.begun).toEqual([0]);
  work.end(0);
  await work.ended[0];
  await Promise.resolve();
  expect(work.begun).toEqual([0, 1, 2]);
});

it('lets a single command of any size through', async () => {
  const work = workOf(new RunGate(), [MEGABYTE + MEGABYTE]);
  await Promise.resolve();
  expect(work.begun).toEqual([0]);
});

it('throws CanceledError when a waiting command is cancelled, and lets the next one through', async () => {
  const gate = new RunGate();
  const token = new CancellationNode();
  const first = workOf(gate, [MEGABYTE]);
  const waiting = workOf(gate, [MEGABYTE], token);
  const last = workOf(gate, ['']);
  token.cancel();
  await expect(waiting.ended[0]).rejects.toThrow('cancelled');
  expect([first.begun, waiting.begun, last.begun]).toEqual([[0], [], [0]]);
  await expect(gate.pass('', token, () => Promise.resolve())).rejects.toThrow('cancelled');
});

it('counts data that is attached to a command until it is released', () => {
  const gate = new RunGate();
  const before = gate.roomBytes;
  const release = gate.reserve(1_000);
  expect(gate.roomBytes).toBe(before - 1_000);
  release();
  expect(gate.roomBytes).toBe(before);
});

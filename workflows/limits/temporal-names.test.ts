import { checkActivityName, checkRunId, checkTaskQueue, checkTemporalName } from './temporal-names';

it.each(['a', 'x'.repeat(1_000), 'größe/日本', '😀'])('accepts %.10s', (name) => {
  expect(() => checkTemporalName('an id', name)).not.toThrow();
});

it.each(['', 'x'.repeat(1_001), 'ö'.repeat(501), 'a\nb', '\u0000', '\ud800', 7, null, undefined])(
  'rejects %j',
  (name) => {
    expect(() => checkTemporalName('an id', name)).toThrow('an id must be text of 1 to 1000 bytes');
  },
);

it('accepts a UUID as a run id, and nothing else', () => {
  expect(() => checkRunId('it', '01a211b2-f073-744e-866c-122197b5413e')).not.toThrow();
  for (const runId of ['', 'none', '01a211b2f073744e866c122197b5413e', ' 01a211b2-f073-744e-866c-122197b5413e'])
    expect(() => checkRunId('it', runId)).toThrow('it must be a run id');
});

it("rejects Octavo's own activities", () => {
  for (const name of ['charge', 'RunAction', 'constructor']) expect(() => checkActivityName(name)).not.toThrow();
  for (const name of ['runAction', 'createTaskState'])
    expect(() => checkActivityName(name)).toThrow(`temporal.activity cannot run ${name}`);
});

it("rejects the server's own task queues", () => {
  expect(() => checkTaskQueue('orders/_sys/')).not.toThrow();
  expect(() => checkTaskQueue('/_sys/orders')).toThrow('may not begin with /_sys/');
});

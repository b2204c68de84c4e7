import type { NativeConnection } from '@temporalio/worker';
import { SearchAttributes } from './search-attributes';

const known = { OctavoDefinition: 2, OctavoVersion: 2, OctavoWaitingFor: 7, OctavoEngine: 2 };

/** A server that gives these answers in order, and then repeats the last one; an error is a gRPC status. */
function serverOf(...answers: readonly (object | Error)[]) {
  let calls = 0;
  const listSearchAttributes = async (): Promise<object> => {
    const answer = answers[Math.min(calls, answers.length - 1)] ?? {};
    calls += 1;
    if (answer instanceof Error) throw answer;
    return { customAttributes: answer };
  };
  const withDeadline = <T>(_deadline: unknown, call: () => Promise<T>): Promise<T> => call();
  const connection = { operatorService: { listSearchAttributes }, withDeadline } as unknown as NativeConnection;
  return { connection, calls: () => calls };
}

function failing(code: number): Error {
  return Object.assign(new Error('failed'), { code, details: 'failed' });
}

const UNAVAILABLE = 14;
const PERMISSION_DENIED = 7;

describe('the search attributes of a server', () => {
  let nowMs = 0;
  let logged: string[] = [];
  let warnings: string[] = [];
  beforeEach(() => {
    [nowMs, logged, warnings] = [0, [], []];
  });
  const attributesOf = ({ connection }: ReturnType<typeof serverOf>): SearchAttributes => {
    const logger = {
      info: () => void logged.push('info'),
      warn: (message: string) => {
        logged.push('warn');
        warnings.push(message);
      },
    };
    const server = { address: 'temporal:7233', namespace: 'shop' };
    return new SearchAttributes({ connection, ...server, logger, now: () => nowMs });
  };

  it('are looked up once if the server has them', async () => {
    const server = serverOf(known);
    const attributes = attributesOf(server);
    for (let asked = 0; asked < 3; asked += 1) expect(await attributes.areKnown()).toBe(true);
    expect(attributes.areKnownNow()).toBe(true);
    expect({ calls: server.calls(), logged }).toEqual({ calls: 1, logged: [] });
  });

  it('are looked up again after a temporary error, which is logged', async () => {
    const server = serverOf(failing(UNAVAILABLE), known);
    const attributes = attributesOf(server);
    expect(await attributes.areKnown()).toBe(false);
    expect(await attributes.areKnown()).toBe(true);
    expect({ calls: server.calls(), logged }).toEqual({ calls: 2, logged: ['warn', 'info'] });
  });

  it.each([
    ['ten seconds after a temporary error', UNAVAILABLE, 10_000],
    ['ten minutes after a refusal', PERMISSION_DENIED, 600_000],
  ])('are looked up again %s, not with every run, and one reason is logged once', async (_when, code, pauseMs) => {
    const server = serverOf(failing(code));
    const attributes = attributesOf(server);
    for (let runs = 0; runs < 100; runs += 1) expect(await attributes.areKnown()).toBe(false);
    expect(server.calls()).toBe(2);
    nowMs = pauseMs - 1;
    await attributes.areKnown();
    expect(server.calls()).toBe(2);
    nowMs = pauseMs;
    await Promise.all([attributes.areKnown(), attributes.areKnown()]);
    expect({ calls: server.calls(), logged }).toEqual({ calls: 3, logged: ['warn'] });
  });

  it('are reported as missing with the reason, the server and the effect in one message', async () => {
    const noNamespace = Object.assign(new Error('failed'), { code: 5, details: 'Namespace shop is not found.' });
    await attributesOf(serverOf(noNamespace)).areKnown();
    expect(warnings).toEqual([
      expect.stringMatching(
        /registered: The Temporal server at temporal:7233 \(namespace shop\) has no namespace of that name\. .* Meanwhile `to: \{ waiting: true \}`/,
      ),
    ]);
  });

  describe('are looked up in the background by areKnownNow', () => {
    /** The answers to three calls at once, and the number of lookups when the server has answered. */
    const found = async (attributes: SearchAttributes, { calls }: ReturnType<typeof serverOf>): Promise<unknown> => {
      const answers = new Set([1, 2, 3].map(() => attributes.areKnownNow()));
      await new Promise(setImmediate);
      return [...answers, calls()];
    };

    it('with one lookup, again after an error, and never again once they are known', async () => {
      const server = serverOf(failing(UNAVAILABLE), known);
      const attributes = attributesOf(server);
      expect(await found(attributes, server)).toEqual([false, 1]);
      expect(await found(attributes, server)).toEqual([false, 2]);
      expect(await found(attributes, server)).toEqual([true, 2]);
    });

    it('not before the delay after a second error has passed', async () => {
      const server = serverOf(failing(UNAVAILABLE));
      const attributes = attributesOf(server);
      for (const calls of [1, 2, 2]) expect(await found(attributes, server)).toEqual([false, calls]);
      nowMs = 10_000;
      expect(await found(attributes, server)).toEqual([false, 3]);
    });
  });
});

import type { DeferredText, Json, JsonObject } from '@octavo/orchestrators';
import { z } from 'zod';
import { ActionError, defineAction } from '../define-action';
import { actionThat, failureOf, perform, quietEnvironment } from './run-action.fixture';

const secrets = { TOKEN: 's3cr3t-token', LOGIN: '{"user":"ann","password":"correct horse"}' };

function deferred(at: DeferredText['at'], text: string, variables: DeferredText['variables'] = {}): DeferredText {
  return { at, text, variables: { now: '2026-01-01T00:00:00Z', ...variables } };
}

describe('runAction and secrets', () => {
  it('evaluates texts that mention secrets in their place, with their captured variables', async () => {
    let seen: unknown;
    const action = actionThat((input) => {
      seen = input;
    });
    const input = { headers: [{ name: 'x', value: null }], id: 7 };
    const text = deferred(['headers', 0, 'value'], 'Bearer ${secrets.TOKEN} of ${input.user} at ${now}', {
      input: { user: 'ann' },
    });
    await perform({ action, secrets, request: { input, deferred: [text] } });
    expect(seen).toEqual({
      headers: [{ name: 'x', value: 'Bearer s3cr3t-token of ann at 2026-01-01T00:00:00Z' }],
      id: 7,
    });
  });

  it('reports what to do about a missing secret', async () => {
    const request = (text: string) => ({ input: { p: null } as Json, deferred: [deferred(['p'], text)] });
    const action = actionThat((input) => input);
    for (const read of ['secrets.KEY', "secrets['KEY']"]) {
      expect(await failureOf({ action, secrets, request: request(`\${${read}}`) })).toMatchObject({
        code: 'EXPRESSION_FAILED',
        message: `there is no secret "KEY", in: ${read}; set SECRET_KEY`,
      });
    }
    const asked = request("${[has(secrets.KEY), secrets.?KEY.orValue('none')]}");
    expect((await perform({ action, secrets, request: asked })).output).toEqual({ p: [false, 'none'] });
  });

  it('masks secrets in texts, keys and encodings of the output, alone or inside a text', async () => {
    const token = secrets.TOKEN;
    const action = actionThat(() => ({
      a: token,
      b: [`x${token}y`],
      [token]: 1,
      c: Buffer.from(token).toString('base64'),
      d: 12,
    }));
    const { output } = await perform({ action, secrets });
    expect(output).toEqual({ a: '***', b: ['x***y'], '***': 1, c: '***', d: 12 });
  });

  it('masks values that an expression computes from a secret', async () => {
    const action = actionThat((input) => ({ echo: input }));
    const request = { input: { p: null } as Json, deferred: [deferred(['p'], '${parseJson(secrets.LOGIN).password}')] };
    expect((await perform({ action, secrets, request })).output).toEqual({ echo: { p: '***' } });
  });

  it('masks message and details of errors before they are truncated', async () => {
    const long = `${'x'.repeat(8_190)}${secrets.TOKEN}`;
    const action = actionThat(() => {
      throw new ActionError('A', long, { details: { seen: [secrets.TOKEN] } });
    });
    const failure = await failureOf({ action, secrets });
    expect(failure.message).toBe(`${'x'.repeat(8_190)}**`);
    expect(failure.details).toEqual({ seen: ['***'] });
  });

  it('masks problems of an input, and heartbeats', async () => {
    const strict = defineAction({
      name: 'test',
      input: z.strictObject({ a: z.literal('b') }),
      output: z.any(),
      run: () => 1,
    });
    const bad = await failureOf({ action: strict, secrets, request: { input: { a: 'b', [secrets.TOKEN]: 1 } } });
    expect(JSON.stringify(bad)).not.toContain(secrets.TOKEN);
    const environment = quietEnvironment();
    const beats: unknown[] = [];
    environment.on('heartbeat', (details: unknown) => beats.push(details));
    await perform({ environment, secrets, action: actionThat((_, { heartbeat }) => heartbeat([secrets.TOKEN])) });
    expect(beats).toEqual([['***']]);
  });

  it('masks log lines of the action, and logs any value', async () => {
    const lines: string[] = [];
    const environment = quietEnvironment({}, (line) => lines.push(line));
    const endless: { self?: object } = {};
    endless.self = endless;
    const action = actionThat((_, { log }) => {
      log(`has ${secrets.TOKEN}`, { token: [secrets.TOKEN], size: 5n as unknown as Json });
      log({ no: 'text' } as unknown as string, endless as unknown as JsonObject);
    });
    await perform({ environment, secrets, action });
    expect(lines).toEqual([
      expect.stringMatching(/^has \*\*\* .*"task":"charge","fields":\{"token":\["\*\*\*"\],"size":"5"\}\}$/),
      expect.stringMatching(/^\{"no":"text"\} .*"task":"charge","fields":\{"omitted":"[^}]*circular/),
    ]);
  });

  it('fails with EXPRESSION_FAILED for a missing secret, without the values of others', async () => {
    const request = { input: { a: null } as Json, deferred: [deferred(['a'], '${secrets.TOKN}')] };
    const failure = await failureOf({ action: actionThat(() => 1), secrets, request });
    expect(failure).toMatchObject({
      code: 'EXPRESSION_FAILED',
      nonRetryable: true,
      message: expect.stringContaining('TOKN'),
    });
    expect(failure.message).not.toContain(secrets.TOKEN);
  });
});

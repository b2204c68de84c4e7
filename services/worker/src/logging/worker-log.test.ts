import { ApplicationFailure } from '@temporalio/common';
import type { LogLine } from './log-line';
import { createWorkerLog, type WorkerLogOptions } from './worker-log';

/** A log that keeps its text. */
function logOf(options: WorkerLogOptions = {}) {
  const written: string[] = [];
  const destination = { write: (text: string) => written.push(text), isTTY: options.format === undefined };
  const log = createWorkerLog({ destination, ...options });
  return { log, logger: log.runtimeOptions.logger, text: () => written.join('') };
}

/** The one line in JSON that `write` makes. */
function jsonOf(write: (logger: ReturnType<typeof logOf>['logger']) => void, options: WorkerLogOptions = {}) {
  const { logger, text } = logOf({ format: 'json', ...options });
  write(logger);
  return JSON.parse(text()) as Record<string, unknown>;
}

const secrets = { resolve: () => undefined, values: () => ['open-sesame'] };

describe('a line in JSON', () => {
  it("has level, time, ids with Octavo's names, and the message", () => {
    const meta = {
      [Symbol.for('log_timestamp')]: 1_700_000_000_123_456_789n,
      ...{ workflowId: 'w', workflowRunId: 'r', taskToken: 'long', sdkComponent: 'worker', attempt: 2 },
    };
    const { logger, text } = logOf({ format: 'json' });
    logger.warn('Activity failed', meta);
    expect(text()).toBe(
      '{"level":"warn","time":"2023-11-14T22:13:20.123Z","workflowId":"w","runId":"r","attempt":2,"component":"worker","msg":"Activity failed"}\n',
    );
  });

  it('puts data of users into `fields`, and converts values that JSON does not have', () => {
    const cyclic: Record<string, unknown> = {};
    cyclic['self'] = cyclic;
    const fields = { level: 1, time: 2n, msg: new Error('inner') };
    expect(jsonOf((logger) => logger.info('m', { fields, level: 'x' }))).toMatchObject({
      ...{ level: 'info', msg: 'm' },
      fields: { level: 1, time: '2', msg: { name: 'Error', message: 'inner' } },
    });
    expect(jsonOf((logger) => logger.info('m', { cyclic }))).toHaveProperty('fields.omitted');
  });

  it('masks secrets everywhere before texts are truncated', () => {
    const error = ApplicationFailure.create({
      type: 'NO',
      message: 'open-sesame',
      details: [{ details: { a: `${'x'.repeat(2_030)}open-sesame` }, attempt: 1, endedAt: 'now' }],
    });
    const line = jsonOf(
      (logger) => logger.warn('to open-sesame', { error, code: 'NO', fields: { deep: ['open-sesame'] } }),
      {
        secrets,
      },
    );
    expect(line).toMatchObject({ msg: 'to ***', error: { message: '***' }, fields: { deep: ['***'] } });
    expect(JSON.stringify(line)).not.toContain('open');
  });

  it.each([['x'], ['"'], ['\u0000'], ['ä'], ['😀']])('has at most 2 KiB of details, made of %j', (character) => {
    const details = [{ a: character.repeat(10_000) }];
    const line = jsonOf((logger) => logger.warn('m', { error: ApplicationFailure.create({ details }) }));
    const { details: cut } = line['error'] as { details: unknown };
    expect(Buffer.byteLength(JSON.stringify(cut))).toBeLessThanOrEqual(2_048);
    expect(Buffer.byteLength(JSON.stringify(cut))).toBeGreaterThan(1_000);
  });

  it.each([['x'], ['😀']])('is bounded in fields, message and error, made of %j', (character) => {
    const long = character.repeat(30_000);
    const line = jsonOf((logger) => logger.warn(long, { error: new Error(long), fields: { long } }));
    expect(line).toMatchObject({ fields: { truncated: true }, msg: expect.stringMatching(/…$/) });
    expect(Buffer.byteLength(JSON.stringify(line['fields']))).toBeLessThanOrEqual(16 * 1_024);
    const { message, stack } = line['error'] as { message: string; stack: string };
    for (const text of [line['msg'] as string, message, stack]) expect(text.length).toBeLessThanOrEqual(8 * 1_024);
    expect(jsonOf((logger) => logger.info('m', { fields: { a: 'x'.repeat(16_000) } }))).toHaveProperty('fields.a');
  });

  it('has the stack and the cause of an unexpected error', () => {
    const error = new TypeError('a', { cause: new Error('b') });
    expect(jsonOf((logger) => logger.error('m', { error }))).toMatchObject({
      error: { name: 'TypeError', message: 'a', cause: 'b', stack: expect.stringContaining('worker-log.test') },
    });
    expect(jsonOf((logger) => logger.warn('m', { error, code: 'NO' }))).not.toHaveProperty('error.stack');
    expect(jsonOf((logger) => logger.warn('m', { error: 'just text' }))).toMatchObject({
      error: { message: 'just text' },
    });
  });

  it('has the readable parts of an error', () => {
    const error = new TypeError('a');
    const broken = { get: () => JSON.parse('no JSON') as unknown };
    for (const name of ['message', 'cause', 'details']) Object.defineProperty(error, name, broken);
    expect(jsonOf((logger) => logger.error('m', { error }))).toMatchObject({ error: { name: 'TypeError' } });
  });

  it('has the level error for a defect', () => {
    expect(jsonOf((logger) => logger.warn('Workflow failed', { code: 'INTERNAL' }))).toMatchObject({ level: 'error' });
    expect(jsonOf((logger) => logger.warn('Failing workflow task', { sdkComponent: 'core' }))).toMatchObject({
      level: 'error',
    });
    const handedOn = jsonOf((logger) => logger.warn('Workflow failed', { code: 'INTERNAL', isOfAction: true }));
    expect(handedOn).toMatchObject({ level: 'warn' });
    expect(JSON.stringify(handedOn)).not.toContain('isOfAction');
    const ofAction = { code: 'INTERNAL', activityType: 'runAction' };
    expect(jsonOf((logger) => logger.warn('Activity failed', ofAction))).toMatchObject({ level: 'warn' });
  });
});

describe('the level', () => {
  it('omits less important lines, but no warnings', () => {
    const { logger, text } = logOf({ level: 'warn', format: 'json' });
    logger.info('no');
    logger.warn('yes');
    expect(text()).toMatch(/^\{"level":"warn".*"msg":"yes"\}\n$/);
  });

  it('counts repeated lines at INFO, and writes all of them at DEBUG', () => {
    for (const [level, expected] of [
      ['info', 11],
      ['debug', 20],
    ] as const) {
      const { log, logger, text } = logOf({ level, format: 'json' });
      for (let times = 0; times < 20; times += 1) logger.warn('m', { code: 'NO' });
      log.flush();
      expect(text().trim().split('\n')).toHaveLength(expected);
    }
  });
});

it('writes text on a terminal, with escaped control characters', () => {
  const { log, logger, text } = logOf({ colors: false });
  logger.info('a\u001B[2J\nb\u202E\u009B', { workflowId: 'w', taskQueue: 'q', fields: { 'k\u0007': 'v w' } });
  expect(log.format).toBe('pretty');
  expect(text()).toMatch(/^\d\d:\d\d:\d\d\.\d{3} INFO {2}a\\x1b\[2J\\x0ab\\u202e\\x9b {2}workflowId=w k\\x07="v w"\n$/);
});

it.each([
  [true, 'on a terminal', undefined, undefined],
  [false, 'when NO_COLOR is set', undefined, '1'],
  [false, 'in a file', 'pretty', undefined],
] as const)('has colours (%s) %s', (isColored, _where, format, noColor) => {
  const { logger, text } = withVariable('NO_COLOR', noColor, () => logOf({ format }));
  logger.warn('m');
  expect(text().includes('\u001B[33mWARN')).toBe(isColored);
});

/** Calls `read` while an environment variable has this value. */
function withVariable<T>(name: string, value: string | undefined, read: () => T): T {
  const env = jest.replaceProperty(process, 'env', { ...process.env, [name]: value });
  try {
    return read();
  } finally {
    env.restore();
  }
}

it('does not throw when the destination throws', () => {
  const destination = {
    write: () => {
      throw new Error('EPIPE');
    },
  };
  for (const format of ['json', 'pretty'] as const) {
    const { runtimeOptions } = createWorkerLog({ destination, format });
    expect(() => runtimeOptions.logger.warn('m')).not.toThrow();
  }
});

it("omits the lines of the SDK's worker at each start and stop, and no other lines with these words", () => {
  const { logger, text } = logOf({ format: 'json' });
  logger.info('Worker state changed', { sdkComponent: 'worker', state: 'RUNNING' });
  logger.info('No Nexus services registered, not polling for Nexus tasks', { sdkComponent: 'worker' });
  expect(text()).toBe('');
  logger.info('Worker state changed', { sdkComponent: 'activity' });
  expect(JSON.parse(text())).toMatchObject({ level: 'info', component: 'activity' });
  const verbose = logOf({ format: 'json', level: 'debug' });
  verbose.logger.info('Worker state changed', { sdkComponent: 'worker' });
  expect(JSON.parse(verbose.text())).toMatchObject({ level: 'debug' });
});

it('masks secrets that are added later', () => {
  const lines: LogLine[] = [];
  const log = createWorkerLog({ onLine: (line) => lines.push(line) });
  log.mask(secrets);
  log.write('INFO', 'open-sesame');
  expect(lines).toMatchObject([{ message: '***' }]);
});

it('masks a secret before and after its rotation', () => {
  const lines: LogLine[] = [];
  let current = 'old-password';
  const log = createWorkerLog({ onLine: (line) => lines.push(line), secrets: { values: () => [current] } });
  log.write('INFO', 'old-password');
  current = 'new-password';
  log.write('INFO', 'old-password, new-password');
  expect(lines.map(({ message }) => message)).toEqual(['***', '***, ***']);
});

import { readFilter } from './list';

it.each([
  [{ since: '2026-02-30' }, /--since takes a time such as/],
  [{ since: '2026-02-30T00:00:00Z' }, /--since takes a time such as/],
  [{ since: '800000d' }, /--since takes a time between 1970 and 2261, not "800000d"/],
  [{ until: '2300-01-01' }, /--until takes a time between/],
  [{ since: '2026-02-02', until: '2026-02-01' }, /No run can match: --since is .* Exchange them/],
  [{ open: true, status: 'failed' }, /No run can match: .*FAILED.* Leave out --open/],
  [{ open: true, error: 'X' }, /No run can match: .*Leave out one/],
  [{ status: 'success', error: 'X' }, /No run can match: .*SUCCESS has none/],
  [{ definition: '' }, /--definition is empty/],
  [{ limit: '0' }, /--limit takes a whole number from 1 to 10000, not "0"/],
  [{ limit: '10001' }, /--limit takes a whole number/],
  [{ limit: '1e3' }, /--limit takes a whole number/],
  [{ limit: '-1' }, /--limit takes a whole number/],
  [{ error: ' ' }, /--error is empty/],
])('refuses %j', (options, message) => {
  expect(() => readFilter(options)).toThrow(
    expect.objectContaining({ code: 'USAGE_INVALID', message: expect.stringMatching(message) }),
  );
});

it.each([
  [{ since: '2028-02-29' }, { since: new Date('2028-02-29') }],
  [{ since: '2026-02-01T23:30:00-02:00' }, { since: new Date('2026-02-02T01:30:00Z') }],
  [
    { open: true, status: 'running' },
    { open: true, status: 'RUNNING' },
  ],
  [{ status: 'completed' }, { status: 'SUCCESS' }],
  [{ status: 'Terminated' }, { status: 'CANCELED' }],
  [{ status: 'TimedOut' }, { status: 'TIMED_OUT' }],
  [
    { status: 'cancelled', error: 'X' },
    { status: 'CANCELED', error: 'X' },
  ],
  [{ limit: '1' }, { limit: 1 }],
  [{ limit: '10000' }, { limit: 10_000 }],
])('reads %j', (options, filter) => {
  expect(readFilter(options)).toEqual({ limit: 20, ...filter });
});

import { type HistorySize, HistoryWatch } from './history-watch';

function endOf(history: HistorySize, pending = 0): string | undefined {
  let code: string | undefined;
  new HistoryWatch({
    pending: () => pending,
    history: () => history,
    onTooLong: (failure) => void (code = failure.code),
  }).check();
  return code;
}

it('reports nothing below the limits', () => {
  expect(endOf({ historyLength: 30_000, historySize: 1_000 })).toBeUndefined();
});

it('reports HISTORY_TOO_LONG near the limit of events or bytes, pending commands included', () => {
  expect(endOf({ historyLength: 40_000, historySize: 0 })).toBe('HISTORY_TOO_LONG');
  expect(endOf({ historyLength: 10, historySize: 41 * 1024 * 1024 })).toBe('HISTORY_TOO_LONG');
  expect(endOf({ historyLength: 38_000, historySize: 0 }, 1_000)).toBe('HISTORY_TOO_LONG');
});

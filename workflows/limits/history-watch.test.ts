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

it('says nothing while there is room', () => {
  expect(endOf({ historyLength: 30_000, historySize: 1_000 })).toBeUndefined();
});

it('ends the run near the limit of events, of bytes, and of what is on its way', () => {
  expect(endOf({ historyLength: 40_000, historySize: 0 })).toBe('HISTORY_TOO_LONG');
  expect(endOf({ historyLength: 10, historySize: 41 * 1024 * 1024 })).toBe('HISTORY_TOO_LONG');
  expect(endOf({ historyLength: 38_000, historySize: 0 }, 1_000)).toBe('HISTORY_TOO_LONG');
});

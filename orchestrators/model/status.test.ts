import { canTransition, isTerminal, taskStatuses } from './status';

// Source: definition-language, "Statuses".
describe('statuses', () => {
  it('are nine, of which five are terminal', () => {
    expect(taskStatuses).toHaveLength(9);
    expect(taskStatuses.filter(isTerminal)).toEqual(['SUCCESS', 'FAILED', 'TIMED_OUT', 'CANCELED', 'SKIPPED']);
  });

  it('never change once they are terminal', () => {
    const changes = taskStatuses
      .filter(isTerminal)
      .flatMap((from) => taskStatuses.filter((to) => canTransition(from, to)));
    expect(changes).toEqual([]);
  });

  it('never go back to PENDING', () => {
    expect(taskStatuses.filter((from) => canTransition(from, 'PENDING'))).toEqual(['PENDING']);
  });

  it('go from an active one to any other, and may be written again', () => {
    expect(canTransition('RUNNING', 'WAITING')).toBe(true);
    expect(canTransition('WAITING', 'RUNNING')).toBe(true);
    expect(canTransition('RUNNING', 'RUNNING')).toBe(true);
    expect(canTransition('PENDING', 'SKIPPED')).toBe(true);
  });
});

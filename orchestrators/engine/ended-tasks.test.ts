import { endedTasks } from './workflow-run';
import { stateOf } from './state.fixture';

it("gives the run's own visits that have ended, in the order of their ends", () => {
  const states = [
    stateOf('slow', { status: 'SUCCESS', version: 9 }),
    stateOf('a', { status: 'FAILED', version: 3 }),
    stateOf('a#2', { status: 'SKIPPED', version: 5 }),
    stateOf('now', { status: 'RUNNING', version: 7 }),
    stateOf('g/b', { status: 'SUCCESS', version: 2 }),
    stateOf('each[0]', { status: 'SUCCESS', version: 4 }),
    stateOf('onError/h', { status: 'SUCCESS', version: 8 }),
  ];
  expect(endedTasks(states).map(({ path }) => path)).toEqual(['a', 'a#2', 'slow']);
});

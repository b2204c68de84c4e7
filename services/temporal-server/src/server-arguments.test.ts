import { serverArguments } from './server-arguments';

const PORTS = { port: 1, uiPort: 2, httpPort: 3, metricsPort: 4 };

it('sets the dynamic configuration that Octavo needs', () => {
  const args = serverArguments({}, PORTS).join(' ');
  for (const key of ['system.enableActivityEagerExecution', 'matching.useNewMatcher', 'matching.enableFairness']) {
    expect(args).toContain(`--dynamic-config-value ${key}=true`);
  }
});

it('keeps state in memory unless a file is named', () => {
  expect(serverArguments({}, PORTS)).not.toContain('--db-filename');
  expect(serverArguments({ stateFile: '/tmp/x.db' }, PORTS).join(' ')).toContain('--db-filename /tmp/x.db');
});

it('runs without a web UI if `ui` is false', () => {
  expect(serverArguments({ ui: false }, PORTS)).toContain('--headless');
  expect(serverArguments({ ui: false }, PORTS)).not.toContain('--ui-port');
});

it('registers search attributes and lets dynamic configuration be overridden', () => {
  const options = {
    searchAttributes: { OctavoX: 'Keyword' },
    dynamicConfig: { 'matching.enableFairness': false },
  } as const;
  const args = serverArguments(options, PORTS).join(' ');
  expect(args).toContain('--search-attribute OctavoX=Keyword');
  expect(args).toContain('matching.enableFairness=false');
  expect(args).not.toContain('matching.enableFairness=true');
});

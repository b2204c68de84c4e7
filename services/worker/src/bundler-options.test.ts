import type { BundleOptions } from '@temporalio/worker';
import { bundlerOptionsFor } from './bundler-options';
import { OctavoPlugin } from './plugin';

type Hook = NonNullable<BundleOptions['webpackConfigHook']>;

it.each<[string, (team: BundleOptions) => BundleOptions]>([
  ['createOctavoWorker', ({ workflowsPath, ...parts }) => bundlerOptionsFor(workflowsPath, parts)],
  ['OctavoPlugin', (team) => new OctavoPlugin().configureBundler(team)],
])("%s keeps a team's modules, interceptors and hook beside its own", (_name, optionsOf) => {
  let given: Parameters<Hook>[0] = {};
  const hook: Hook = (config) => {
    given = config;
    return { ...config, name: 'team' };
  };
  const options = optionsOf({
    ...{ workflowsPath: 'team', preloadModules: ['preloaded'], ignoreModules: ['ignored'] },
    ...{ workflowInterceptorModules: ['interceptors'], webpackConfigHook: hook },
  });
  expect(options.ignoreModules).toEqual(['ignored']);
  expect(options.preloadModules?.length).toBeGreaterThan(1);
  expect(options.preloadModules).toContain('preloaded');
  expect(options.workflowInterceptorModules).toHaveLength(2);
  expect(options.workflowInterceptorModules).toContain('interceptors');
  const made = options.webpackConfigHook?.({ mode: 'production' });
  expect(made).toEqual({ ...given, name: 'team' });
  // Octavo's additions are present when the team's hook is called.
  expect(Object.keys(given).length).toBeGreaterThan(1);
});

import type { Deletable } from './retirement';

/** What is there for the old engine's sake. The last ones first would break the ones before. */
export const deletable: readonly Deletable[] = [
  {
    what: 'of whoever starts runs: `migration` in octavo.config.yaml, or the option `migration` of the client; stored definitions start with `--no-migration`, or `migration: false`',
  },
  {
    what: 'once no run is open that was started before: `migration` in the octavo.config.yaml of the workers, or `addition: createMigration(…)`',
  },
  {
    what: 'the old engine, and what is there to test and measure it',
    paths: [
      'services/migration/legacy',
      'test/legacy',
      'test/migration',
      'test/benchmark/suites/legacy',
      'test/benchmark/world/legacy-worker.ts',
    ],
  },
  {
    what: 'the lines that name it',
    paths: [
      'services/migration/adapter/create-migration.ts',
      'services/migration/adapter/workflow/index.ts',
      'services/migration/package.json',
      'test/benchmark/budgets.ts',
      'test/benchmark/suites/suites.ts',
      'test/benchmark/world/start-world.ts',
      'test/setup/test-bundles.ts',
    ],
  },
  {
    what: 'the flags octavo.engine.<type>, the file of rules, and the store of the rollout: its folder, or the keys octavo:{rollout}:*',
  },
];

// @ts-check
// The rules of docs/architecture.md that are about who may import whom. Each is planted and seen to fail in
// test/architecture/dependency-rules.test.ts. `import type` counts as an import here, on purpose: a cycle of types
// is a cycle of ideas. The rules that let types through are kept elsewhere, since this tool's swc
// parser does not tell types from values: workflows import activities and services as types only
// (no-restricted-imports in .oxlintrc.json), and no schema reaches a workflow (test/architecture/runtime-reach.test.ts).

const TYPES = '(basic|wait|signal|router|parallel|collection|composite|aggregate)';
const TESTS = '\\.(test|fixture)\\.ts$';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Merge the files of the cycle, or move the shared part into a third one.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'nothing-unresolved',
      comment: 'Write the import so that it can be resolved: only resolved imports are checked.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'task-types-are-islands',
      comment: 'A task type imports from its own folder and from shared code, never from another type.',
      severity: 'error',
      from: { path: `^orchestrators/${TYPES}/`, pathNot: TESTS },
      to: { path: `^orchestrators/${TYPES}/`, pathNot: '^orchestrators/$1/' },
    },
    {
      name: 'engine-knows-no-task-type',
      comment:
        'The engine imports no task type. A type declares what the engine needs; only the registration names all types.',
      severity: 'error',
      from: {
        path: '^orchestrators/(contracts|definitions|model|expressions|schema|wire|engine)/',
        pathNot: TESTS,
      },
      to: { path: `^orchestrators/${TYPES}/` },
    },
    {
      name: 'orchestrators-reach-no-io',
      comment: 'They run in the workflow sandbox: they import neither Node nor Temporal, nor a layer above.',
      severity: 'error',
      from: { path: '^orchestrators/', pathNot: TESTS },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'orchestrators-know-nobody-above',
      comment: 'No layer imports a layer above it.',
      severity: 'error',
      from: { path: '^orchestrators/', pathNot: TESTS },
      to: { path: '^(workflows|activities|services|test|scripts)/|node_modules/(@temporalio|ioredis|undici)/' },
    },
    {
      name: 'workflows-use-no-node',
      comment: 'Workflow code is bundled for the sandbox.',
      severity: 'error',
      from: {
        path: '^(workflows/|services/(migration/(legacy/workflow|contracts|evidence)/|worker/src/workflows\\.ts$))',
        pathNot: TESTS,
      },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'old-engine-is-an-island',
      comment:
        'The old engine will be deleted: only the migration adapter may import it, and it may not import the adapter.',
      severity: 'error',
      from: {
        path: '^(orchestrators|workflows|activities|services|examples|scripts)/',
        pathNot: '^services/migration/',
      },
      to: { path: '^services/migration/legacy/' },
    },
    {
      name: 'old-engine-knows-no-new-engine',
      comment:
        'It runs plans in its own way; what it shares with the new one are the port of the store and the language.',
      severity: 'error',
      from: { path: '^services/migration/legacy/' },
      to: {
        path: '^(services/migration/(?!legacy/|contracts/)|orchestrators/simulator|orchestrators/definitions\\.ts)',
      },
    },
    {
      name: 'redis-in-one-folder',
      comment: 'Use the interface TaskStateStore.',
      severity: 'error',
      from: { path: '^(orchestrators|workflows|activities|services)/', pathNot: ['^services/state/src/redis/', TESTS] },
      to: { path: 'node_modules/ioredis/' },
    },
    {
      name: 'services-meet-at-entry-points',
      comment: 'Import from the entry of the package.',
      severity: 'error',
      from: { path: '^services/([^/]+)/' },
      to: {
        path: '^services/[^/]+/',
        pathNot: [
          '^services/$1/',
          '^services/([^/]+/src|client/src/rollout|planner/src/reading|worker/src/plugin|migration(/contracts|/evidence|/rollout)?)/index\\.ts$',
        ],
      },
    },
    {
      name: 'packages-meet-at-entry-points',
      comment: 'Import from the entry of the package.',
      severity: 'error',
      from: { path: '^(orchestrators|workflows|activities|services|test|examples|scripts)/' },
      to: {
        path: '^(orchestrators|workflows|activities)/',
        pathNot: [
          '^$1/',
          '^(orchestrators|workflows|activities)/index\\.ts$',
          '^workflows/(messages|sandbox/beside-workflows)\\.ts$',
          '^orchestrators/(definitions|language|model|simulator/index)\\.ts$',
          '^orchestrators/simulator/[^/]+\\.fixture\\.ts$',
          '^activities/(actions/(index|declarations)|temporal-errors/index)\\.ts$',
        ],
      },
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|coverage)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.mjs', '.cjs', '.js', '.json', '.d.ts'],
      mainFields: ['main', 'types'],
    },
  },
};

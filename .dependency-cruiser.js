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
      comment: 'Whoever needs a cycle has one idea in two files, or two in one.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'nothing-unresolved',
      comment: 'An import that this tool cannot follow is one that it cannot judge.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'task-types-are-islands',
      comment: 'A task type knows its own folder and what is shared; never another type.',
      severity: 'error',
      from: { path: `^orchestrators/${TYPES}/`, pathNot: TESTS },
      to: { path: `^orchestrators/${TYPES}/`, pathNot: '^orchestrators/$1/' },
    },
    {
      name: 'engine-knows-no-task-type',
      comment: 'What the engine has to know about a type, the type declares; only the registration names them all.',
      severity: 'error',
      from: {
        path: '^orchestrators/(contracts|model|expressions|schema|wire|engine)/',
        pathNot: TESTS,
      },
      to: { path: `^orchestrators/${TYPES}/` },
    },
    {
      name: 'orchestrators-reach-no-io',
      comment: 'They run inside the workflow sandbox: no Node, no Temporal, nobody above them.',
      severity: 'error',
      from: { path: '^orchestrators/', pathNot: TESTS },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'orchestrators-know-nobody-above',
      comment: 'Data goes down as plans and comes back as outcomes; nobody calls upward.',
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
      comment: 'The old engine goes one day: nobody but the migration adapter knows it, and it knows no adapter.',
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
      comment: 'Everybody else speaks to the port.',
      severity: 'error',
      from: { path: '^(orchestrators|workflows|activities|services)/', pathNot: ['^services/state/src/redis/', TESTS] },
      to: { path: 'node_modules/ioredis/' },
    },
    {
      name: 'services-meet-at-entry-points',
      comment: 'What a package does not export from its entry is its own business.',
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
      comment: 'What a package does not export from its entry is its own business.',
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

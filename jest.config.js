// @ts-check
// Plain JavaScript: to read a configuration in TypeScript, jest would need ts-node on Node 20.

/** Set by `npm run test:all`. */
const isAll = process.env.OCTAVO_TEST_ALL === '1';

/** @type {import('jest').Config} */
const shared = {
  testEnvironment: 'node',
  testPathIgnorePatterns: ['/node_modules/', ...(isAll ? [] : ['\\.long\\.test\\.ts$'])],
  // `import()` stays one, as in the published packages: only modules of users are loaded by it.
  transform: {
    '^.+\\.[mc]?[jt]s$': ['@swc/jest', { configFile: `${__dirname}/.swcrc`, module: { ignoreDynamic: true } }],
  },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/coverage/'],
  globalTeardown: '<rootDir>/test/setup/stop-servers.ts',
};

/** Held by `npm run test:all`; a run of a few tests by hand is not judged. */
const coverageThreshold = {
  global: { lines: 85, branches: 85 },
  './orchestrators/': { lines: 95, branches: 95 },
};

/** @type {import('jest').Config} */
module.exports = {
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: ['<rootDir>/{orchestrators,workflows,activities,services}/**/*.test.ts'],
      globalSetup: '<rootDir>/test/setup/start-redis.ts',
    },
    {
      ...shared,
      displayName: 'integration',
      testEnvironment: '<rootDir>/test/setup/workflow-coverage/coverage-environment.cjs',
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      globalSetup: '<rootDir>/test/setup/start-servers.ts',
    },
  ],
  testSequencer: '<rootDir>/test/setup/longest-first.cjs',
  maxWorkers: 2,
  // A worker process that holds more is replaced after its test file, so that none comes to 1.5 GB.
  workerIdleMemoryLimit: '600MB',
  testTimeout: 180_000,
  coverageProvider: 'babel',
  coverageReporters: ['text-summary', 'json-summary', 'lcov'],
  collectCoverageFrom: [
    '{orchestrators,workflows,activities,services}/**/*.ts',
    '!**/*.{test,fixture,bench}.ts',
    '!**/{node_modules,dist}/**',
  ],
  ...(process.env.OCTAVO_COVERAGE === undefined ? {} : { coverageThreshold }),
};

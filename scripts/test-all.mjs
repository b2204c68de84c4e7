// `npm run test:all`: as `npm test`, with coverage and its thresholds, the long forms, and `*.long.test.ts`.
process.env.OCTAVO_TEST_ALL = '1';
await import('./test.mjs');

#!/usr/bin/env node
// In the checkout, TypeScript is compiled as it is required; the published package has a compiled `main` instead. A loader
// for `import()` would cost every start 0.1 s, so it is registered with the first module of a user (prepare-loader.ts).
require('tsx/cjs');
require('../src/main.ts');

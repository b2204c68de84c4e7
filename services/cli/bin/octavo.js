#!/usr/bin/env node
// In the checkout, TypeScript is loaded as it is; the published package has a compiled `main` instead.
require('tsx/cjs');
require('../src/main.ts');

#!/usr/bin/env node
const { _extensions: loaders } = require('node:module');
const loadWithNode = loaders['.js'];
// In the checkout, TypeScript is compiled as it is required; the published package has a compiled `main` instead. A loader
// for `import()` would cost every start 0.1 s, so it is registered with the first module of a user (prepare-loader.ts).
require('tsx/cjs');
const loadWithTsx = loaders['.js'];
// Node can load dependencies by itself. tsx parses each of them, which doubles the time that they take.
loaders['.js'] = (module, path) => (/[\\/]node_modules[\\/]/.test(path) ? loadWithNode : loadWithTsx)(module, path);
require('../src/main.ts');

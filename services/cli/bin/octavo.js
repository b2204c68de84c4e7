#!/usr/bin/env node
const { _extensions: loaders } = require('node:module');
const loadWithNode = loaders['.js'];
// In the checkout, TypeScript is compiled when it is required; the published package has a compiled `main` instead. A loader
// for `import()` would cost 0.1 s at every start, so it is registered before the first module of a user (project.ts).
require('tsx/cjs');
const loadWithTsx = loaders['.js'];
// Node loads dependencies itself, because tsx would parse each of them, which doubles their load time.
loaders['.js'] = (module, path) => (/[\\/]node_modules[\\/]/.test(path) ? loadWithNode : loadWithTsx)(module, path);
require('../src/main.ts');

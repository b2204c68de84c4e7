#!/usr/bin/env node
// In the checkout, TypeScript is loaded as it is; the published package has a compiled `main` instead.
const { _extensions: loaders } = require('node:module');
const loadWithNode = loaders['.js'];
require('tsx/cjs');
const loadWithTsx = loaders['.js'];
// Node can load dependencies by itself. tsx parses each of them, which doubles the time that they take.
loaders['.js'] = (module, path) => (/[\\/]node_modules[\\/]/.test(path) ? loadWithNode : loadWithTsx)(module, path);
require('../src/main.ts');

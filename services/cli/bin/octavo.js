#!/usr/bin/env node
const Module = require('node:module');
const { _extensions: loaders, _resolveFilename: resolveWithNode } = Module;
const loadWithNode = loaders['.js'];
// In the checkout, TypeScript is compiled as it is required; the published package has a compiled `main` instead. A loader
// for `import()` would cost every start 0.1 s, so it is registered with the first module of a user (prepare-loader.ts).
require('tsx/cjs');
const loadWithTsx = loaders['.js'];
const resolveWithTsx = Module._resolveFilename;
// Node can load dependencies by itself. tsx parses each of them, which doubles the time that they take; its resolver and
// their source maps take another tenth of a start.
const isDependency = (path) => /[\\/]node_modules[\\/]/.test(path);
loaders['.js'] = (module, path) => (isDependency(path) ? loadWithoutMap : loadWithTsx)(module, path);
Module._resolveFilename = (request, parent, ...rest) =>
  (isDependency(parent?.filename ?? '') ? resolveWithNode : resolveWithTsx)(request, parent, ...rest);
require('../src/main.ts');

function loadWithoutMap(module, path) {
  process.setSourceMapsEnabled(false);
  try {
    loadWithNode(module, path);
  } finally {
    process.setSourceMapsEnabled(true);
  }
}

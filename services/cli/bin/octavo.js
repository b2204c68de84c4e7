#!/usr/bin/env node
const Module = require('node:module');
const { _extensions: loaders, _resolveFilename: resolveWithNode } = Module;
const loadWithNode = loaders['.js'];
// In the checkout, TypeScript is compiled when it is required; the published package has a compiled `main` instead. A loader
// for `import()` would cost 0.1 s at every start, so it is registered before the first module of a user (project.ts).
require('tsx/cjs');
const loadWithTsx = loaders['.js'];
const resolveWithTsx = Module._resolveFilename;
// Node loads dependencies itself: tsx would parse each of them, which doubles their load time. Its resolver and their source
// maps would cost another tenth of a start.
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

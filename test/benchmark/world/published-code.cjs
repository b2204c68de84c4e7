// For `node --require`: TypeScript compiled with the options of the published packages, so that the benchmark measures what
// users run. The loader of the benchmark itself keeps the names of functions, which costs each closure a property.
const Module = require('node:module');
const { readFileSync } = require('node:fs');
const { transformSync } = require('esbuild');

const options = { loader: 'ts', format: 'cjs', platform: 'node', target: 'node20', minifySyntax: true };

Module._extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), { ...options, sourcefile: filename });
  module._compile(code, filename);
};

// For `node --require`: TypeScript compiled for the Node that the published packages are for, so that what is measured is what
// users run. What the benchmark itself runs by keeps the names of functions, which costs its closures a property each time.
const Module = require('node:module');
const { transformFileSync } = require('@swc/core');

const options = {
  ...{ swcrc: false, configFile: false },
  jsc: { parser: { syntax: 'typescript' }, target: 'es2022', keepClassNames: true },
  module: { type: 'commonjs', exportInteropAnnotation: true, ignoreDynamic: true },
};

Module._extensions['.ts'] = (module, filename) => {
  const { code } = transformFileSync(filename, options);
  module._compile(code, filename);
};

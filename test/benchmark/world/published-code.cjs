// For `node --require`: TypeScript compiled as the published packages are, so that what is measured is what users run.
// What the benchmark itself runs by keeps the names of functions, which costs its closures a property each time.
const Module = require('node:module');
const { join } = require('node:path');
const { transformFileSync } = require('@swc/core');

const options = { swcrc: false, configFile: join(__dirname, '../../../scripts/build/published.swcrc') };

Module._extensions['.ts'] = (module, filename) => {
  const { code } = transformFileSync(filename, options);
  module._compile(code, filename);
};

// A webpack loader that compiles and instruments a TypeScript file exactly as jest does with coverage, so that what
// the sandbox counts adds up with what unit tests count. The counters live outside of the sandbox, which lets go of
// its globals: the class AsyncLocalStorage, which Temporal lends it, leads there. Test code only, for that reason.

const { join } = require('node:path');
const { transformSync } = require('@babel/core');
const { createTransformer } = require('@swc/jest');
const istanbul = require('babel-plugin-istanbul');

const ROOT = join(__dirname, '../../..');
const HOST = "AsyncLocalStorage.constructor('return globalThis')()";
const KEEP_COUNTERS = `AsyncLocalStorage.constructor('return process')().getBuiltinModule('node:module').createRequire(${JSON.stringify(__filename)})('./keep-counters.cjs');`;

const compiler = createTransformer({ configFile: join(ROOT, '.swcrc') });

module.exports = function instrument(source) {
  const { code, map } = compiler.process(source, this.resourcePath, { supportsStaticESM: false, instrument: false });
  const options = { compact: false, cwd: ROOT, exclude: [], extension: false, useInlineSourceMaps: false };
  const plugin = [
    istanbul.default ?? istanbul,
    { ...options, inputSourceMap: map && JSON.parse(map), coverageGlobalScope: HOST },
  ];
  const babel = { babelrc: false, configFile: false, filename: this.resourcePath, plugins: [plugin] };
  return `${KEEP_COUNTERS}\n${transformSync(code, { ...babel, auxiliaryCommentBefore: ' istanbul ignore next ' }).code}`;
};

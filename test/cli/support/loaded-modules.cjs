// Loaded into a process by `NODE_OPTIONS=--require`: writes what the process has loaded when it ends, a path in each line.
const { writeFileSync } = require('node:fs');

process.once('exit', () => {
  const loaded = [...Object.keys(require.cache), ...process.report.getReport().sharedObjects];
  writeFileSync(process.env.LOADED_MODULES, loaded.join('\n'));
});

/** A hook for `node --require`: writes to the file LOADED_MODULES what a process has loaded when it ends, a path a line. */
export const WRITE_LOADED_MODULES = `process.once('exit', () => {
  const loaded = [...Object.keys(require.cache), ...process.report.getReport().sharedObjects];
  require('node:fs').writeFileSync(process.env.LOADED_MODULES, loaded.join('\\n'));
});
`;

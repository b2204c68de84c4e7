/**
 * A hook for `node --require`: writes the loaded modules of a process to the file LOADED_MODULES at its end, one path per
 * line.
 */
export const WRITE_LOADED_MODULES = `process.once('exit', () => {
  const loaded = [...Object.keys(require.cache), ...process.report.getReport().sharedObjects];
  require('node:fs').writeFileSync(process.env.LOADED_MODULES, loaded.join('\\n'));
});
`;

import { findOwnDynamicImports } from './dynamic-imports';
import { readSources, ROOT } from './source-files';

const find = (text: string): string[] => findOwnDynamicImports({ path: 'services/planted.ts', text });

// In the checkout, `octavo` loads TypeScript by `require` only: a loader for `import()` would cost each start 0.1 s. In
// the packages a relative `import()` would lack its extension. So our own files are loaded by a lazy `require`.
describe('an `import()` of our own file', () => {
  it('is found', () => {
    expect(find("const a = async () => (await import('./a')).a; void import('@octavo/b');")).toEqual([
      'services/planted.ts: @octavo/b',
      'services/planted.ts: ./a',
    ]);
    expect(find("type A = import('./a').A; void import('tsx/esm/api'); void import(file); require('./a');")).toEqual(
      [],
    );
  });

  it('is nowhere in the sources', () => {
    const sources = readSources(ROOT, ['orchestrators', 'workflows', 'activities', 'services']);
    expect(sources.flatMap(findOwnDynamicImports)).toEqual([]);
  });
});

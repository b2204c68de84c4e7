import * as fc from 'fast-check';
import { childPath, itemPath, parentPath, visitPath } from './paths';

// Source: glossary, "path".
describe('paths', () => {
  it('name a child, an item, a visit', () => {
    expect(childPath('', 'audit')).toBe('audit');
    expect(childPath('audit', 'licence')).toBe('audit/licence');
    expect(itemPath('each', 12)).toBe('each[12]');
    expect(childPath(itemPath('each', 12), 'fetch')).toBe('each[12]/fetch');
    expect(itemPath(childPath('hear', 'process'), 0)).toBe('hear/process[0]');
    expect(visitPath('poll', 2)).toBe('poll#2');
  });

  it('leave the first visit without a mark', () => {
    expect(visitPath('poll', 1)).toBe('poll');
  });

  it.each([
    ['audit', undefined],
    ['audit/licence', 'audit'],
    ['each[12]', 'each'],
    ['each[12]/fetch', 'each[12]'],
    ['each[12][3]', 'each[12]'],
    ['group/add#2', 'group'],
    ['group#2/add', 'group#2'],
    ['hear/process[0]', 'hear/process'],
    ['route/otherwise/x', 'route/otherwise'],
  ])('go up from %s to %s', (path, parent) => {
    expect(parentPath(path)).toBe(parent);
  });

  it('lead up from any place to the run, through all that it is inside of', () => {
    const ids = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_]{0,8}$/);
    const level = fc.tuple(ids, fc.integer({ min: 1, max: 9 }), fc.option(fc.nat(99)));
    fc.assert(
      fc.property(fc.array(level, { minLength: 1, maxLength: 6 }), (levels) => {
        const above: string[] = [];
        let path = '';
        for (const [id, visit, item] of levels) {
          path = visitPath(childPath(path, id), visit);
          above.unshift(path);
          if (item === null) continue;
          path = itemPath(path, item);
          above.unshift(path);
        }
        const walked: string[] = [];
        for (let at: string | undefined = path; at !== undefined; at = parentPath(at)) walked.push(at);
        expect(walked).toEqual(above);
      }),
    );
  });
});

import { ROOT, readSources } from './source-files';
import { findTypeComparisons } from './type-comparisons';

const find = (text: string, path = 'orchestrators/engine/planted.ts'): string[] => findTypeComparisons({ path, text });

describe('a comparison with a task type', () => {
  it.each([
    "if (task.type === 'wait') stop();",
    "const x = 'wait' !== type;",
    "switch (task.type) { case 'wait': stop(); }",
    "const x = ['wait', 'unknown'].includes(task.type);",
    "const x = new Set(['wait']).has(task.type);",
  ])('is found in: %s', (text) => {
    expect(find(text)).toEqual(['orchestrators/engine/planted.ts: wait']);
  });

  it.each([
    "if (task.mode === 'parallel') stop();",
    "switch (mode) { case 'parallel': stop(); }",
    "register('wait', create);",
    "const x = { type: 'wait' };",
  ])('is not seen in: %s', (text) => {
    expect(find(text)).toEqual([]);
  });

  it('is allowed in the folder of the type', () => {
    expect(find("if (type === 'wait') stop();", 'orchestrators/wait/orchestrator.ts')).toEqual([]);
    expect(find("if (type === 'wait') stop();", 'orchestrators/basic/orchestrator.ts')).toHaveLength(1);
  });

  it('is allowed in the old engine, and there alone', () => {
    const text = "if (task.type === 'wait') stop();";
    expect(find(text, 'services/migration/legacy/workflow/execute-work.ts')).toEqual([]);
    expect(find(text, 'services/migration/src/adapter.ts')).toHaveLength(1);
  });

  it('is nowhere in the sources', () => {
    const sources = readSources(ROOT, ['orchestrators', 'workflows', 'activities', 'services']);
    expect(sources.length).toBeGreaterThan(100);
    expect(sources.flatMap(findTypeComparisons)).toEqual([]);
  });
});

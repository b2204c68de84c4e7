/** Basic tasks with these fields, each with the output of the previous one. */
export function chainOf(fields: object, length = 10): readonly object[] {
  return Array.from({ length }, (_, index) => {
    const before = index === 0 ? 'input.value' : `tasks.task${index - 1}.output.value`;
    return { id: `task${index}`, type: 'basic', ...fields, with: { value: `\${${before} + 1}` } };
  });
}

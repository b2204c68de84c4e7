import { describeUi } from './demo';

const server = { uiUrl: 'http://127.0.0.1:8233', namespace: 'default' } as const;
const link = 'http://127.0.0.1:8233/namespaces/default/workflows/audit-1';

it.each([
  ['has the link while the server is kept', 'server', true, `until Ctrl-C: ${link}\n`],
  ['has the command that works in the checkout, and no dead link', 'server', false, ': `npm run demo -- --keep`\n'],
  ["has the link where the server is not the demo's own", 'taskQueue', false, `UI: ${link}\n`],
] as const)('%s', (_name, own, isKept, end) => {
  const text = describeUi({ ...server, own }, 'audit-1', isKept);
  expect(text.endsWith(end)).toBe(true);
  expect(text.includes('http')).toBe(end.includes('http'));
});

it('is empty for a server without a UI', () => {
  expect(describeUi({ ...server, uiUrl: undefined, own: 'taskQueue' }, 'audit-1', false)).toBe('');
});

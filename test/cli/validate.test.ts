import { definitionOf, echo, TestFolder } from './support/definitions';
import { invoke, jsonOf } from './support/invoke';

const folder = new TestFolder();
afterAll(() => folder.remove());

const wrong = `octavo: 1
id: wrong
tasks:
  - { id: a, type: basic, action: transfrom, with: 1 }
  - { id: choose, type: router, routes: [{ when: "\${ true }", then: b }] }
`;

it('prints a list of problems with file, code, severity, path, line, column, message and hint', async () => {
  const file = folder.write('wrong.yaml', wrong);
  const invocation = await invoke(['validate', file, '--json']);
  expect(invocation.code).toBe(2);
  expect(jsonOf(invocation)).toEqual([
    expect.objectContaining({
      file,
      code: 'UNKNOWN_ACTION',
      severity: 'error',
      path: 'tasks[0].action',
      line: 4,
      column: 27,
      hint: 'nearest is "transform"',
    }),
    expect.objectContaining({ code: 'ROUTER_WITHOUT_OTHERWISE', severity: 'warning', line: 5 }),
    expect.objectContaining({ code: 'UNKNOWN_TASK', path: 'tasks[1].routes[0].then', hint: expect.any(String) }),
  ]);
});

it('prints an empty list for a valid definition', async () => {
  const invocation = await invoke(['validate', folder.write('right.yaml', echo), '--json']);
  expect(invocation).toEqual({ code: 0, stdout: '[]\n', stderr: '' });
});

describe('a definition in TypeScript', () => {
  const exported = (text: string, name = 'definition.ts'): string => folder.write(name, text);
  const task = "{ id: 'give', type: 'basic', action: 'transform', with: 1 }";
  const definitionCode = (id: string): string => `{ octavo: 1 as const, id: '${id}', tasks: [${task}] }`;

  it.each([
    [
      'the default export',
      `export default ${definitionCode('one')};\nexport const other = ${definitionCode('two')};\n`,
    ],
    [
      'the only exported definition',
      `export const definition = ${definitionCode('one')};\nexport const version = 1;\n`,
    ],
  ])('is %s of the file', async (name, text) => {
    const file = exported(text, `${name.replaceAll(' ', '-')}.ts`);
    expect(await invoke(['validate', file, '--json'])).toEqual({ code: 0, stdout: '[]\n', stderr: '' });
    expect((await invoke(['graph', file])).stdout).toContain('give');
  });

  it('is refused with its problems', async () => {
    const file = exported(`export default ${definitionCode('wrong').replace('transform', 'transfrom')};\n`, 'wrong.ts');
    expect(jsonOf(await invoke(['validate', file, '--json']))).toEqual([
      expect.objectContaining({ file, code: 'UNKNOWN_ACTION', path: 'tasks[0].action', line: null }),
    ]);
  });

  it.each([
    ['exports none', 'export const a = 1;\n', 'exports no definition; export the result of'],
    [
      'exports two',
      `export const a = ${definitionCode('a')};\nexport const b = ${definitionCode('b')};\n`,
      'more than one definition',
    ],
    ['cannot be loaded', "throw new Error('broken on purpose');\n", 'cannot be loaded: broken on purpose'],
  ])('is not read from a file that %s', async (name, text, message) => {
    const file = exported(text, `${name.replaceAll(' ', '-')}.ts`);
    expect(await invoke(['run', file])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(new RegExp(`FILE_NOT_READABLE: .*${message}`)),
    });
  });
});

it('succeeds with warnings', async () => {
  const router = '{ id: choose, type: router, routes: [{ when: "${ true }", then: end }] }';
  const invocation = await invoke(['validate', folder.write('warned.yaml', definitionOf('warned', router)), '--json']);
  expect(invocation.code).toBe(0);
  expect(jsonOf(invocation)).toEqual([expect.objectContaining({ severity: 'warning' })]);
});

it('reports problems of several files, also of a missing one, and reads the standard input', async () => {
  const wrongFile = folder.write('also-wrong.yaml', wrong);
  const invocation = await invoke(['validate', 'no-such.yaml', wrongFile, '-', '--json'], { stdin: 'tasks: [' });
  expect(invocation.code).toBe(2);
  const files = (jsonOf(invocation) as { file: string; code: string }[]).map(({ file, code }) => `${file} ${code}`);
  expect(files[0]).toBe('no-such.yaml FILE_NOT_READABLE');
  expect(files).toContain(`${wrongFile} UNKNOWN_TASK`);
  expect(files.at(-1)).toBe('- SYNTAX_INVALID');
});

it.each([
  ['a folder', '.', 'FILE_NOT_READABLE'],
  ['an empty file', folder.write('empty.yaml', ''), 'TYPE_INVALID'],
  ['a file that is not UTF-8', folder.write('latin.yaml', Uint8Array.of(0xff, 0xfe, 0x00)), 'ENCODING_INVALID'],
  ['a file of three megabytes', folder.write('huge.yaml', 'a'.repeat(3_000_000)), 'LIMIT_EXCEEDED'],
  ['a list', folder.write('list.json', '[]'), 'TYPE_INVALID'],
])('refuses %s', async (_what, file, code) => {
  const invocation = await invoke(['validate', file, '--json'], { cwd: folder.path });
  expect(invocation.code).toBe(2);
  expect(jsonOf(invocation)).toEqual([expect.objectContaining({ code, severity: 'error' })]);
});

it('prints as text the location and the message of each problem, and the number of problems', async () => {
  const { code, stdout } = await invoke(['validate', folder.write('wrong.yaml', wrong)]);
  expect(code).toBe(2);
  expect(stdout).toContain(
    'wrong.yaml:4:27  error  UNKNOWN_ACTION at tasks[0].action\n    no action "transfrom" is known\n    nearest is "transform"\n',
  );
  expect(stdout).toMatch(/\n2 errors, 1 warning in 1 file\n$/);
});

it('uses the actions of the configuration', async () => {
  folder.write('octavo.config.yaml', 'actions: [actions.js]\n');
  folder.write(
    'actions.js',
    `exports.greet = {
    kind: 'activity', name: 'my.greet', isIdempotent: true, isShort: true, run: async () => null,
    input: require(${JSON.stringify(require.resolve('zod'))}).z.strictObject({ name: require(${JSON.stringify(require.resolve('zod'))}).z.string() }),
    output: require(${JSON.stringify(require.resolve('zod'))}).z.null(),
  };`,
  );
  const good = folder.write(
    'greet.yaml',
    definitionOf('greet', '{ id: greet, type: basic, action: my.greet, with: { name: Ada } }'),
  );
  const bad = folder.write(
    'greet-bad.yaml',
    definitionOf('greet', '{ id: greet, type: basic, action: my.greet, with: { nme: Ada } }'),
  );
  expect((await invoke(['validate', good], { cwd: folder.path })).code).toBe(0);
  const invocation = await invoke(['validate', bad, '--json'], { cwd: folder.path });
  expect(jsonOf(invocation)).toEqual(
    expect.arrayContaining([expect.objectContaining({ path: expect.stringContaining('tasks[0].with') })]),
  );
});

it('reports mistakes of the configuration in the same form', async () => {
  const config = folder.write('broken.config.yaml', 'actoins: []\n');
  const invocation = await invoke(['validate', 'x.yaml', '--json', '--config', config]);
  expect(invocation.code).toBe(2);
  expect(jsonOf(invocation)).toEqual([
    expect.objectContaining({ code: 'CONFIG_INVALID', message: expect.stringContaining('nearest is "actions"') }),
  ]);
});

it('uses the definitions of the configured folder, also invalid ones', async () => {
  const stored = folder.folder('stored');
  folder.write('stored/echo.yaml', echo);
  folder.write('stored/later.yaml', 'id: later\ntasks: []\n');
  const calls = (id: string) => `{ id: ${id}, type: basic, action: workflow.run, with: { definition: ${id} } }`;
  const file = folder.write('calls.yaml', definitionOf('calls', calls('echo'), calls('later'), calls('ecko')));
  const invocation = await invoke(['validate', file, '--json'], { env: { OCTAVO_DEFINITIONS: stored } });
  expect(jsonOf(invocation)).toEqual([
    expect.objectContaining({
      code: 'UNKNOWN_DEFINITION',
      path: 'tasks[2].with.definition',
      hint: 'nearest is "echo"',
    }),
  ]);
  expect((await invoke(['validate', file, '--json'])).code).toBe(0);
});

/** The files that `octavo init` writes beside package.json, by path. The tests install and run all of them. */
export const starterFiles: Readonly<Record<string, string>> = {
  'definitions/hello.yaml': `octavo: 1
id: hello
version: 1.0.0
title: A first definition

input:
  type: object
  properties: { name: { type: string, default: world } }
  additionalProperties: false

tasks:
  - id: greet
    type: basic
    action: hello.greet # actions/greet.ts
    with: { name: "\${ input.name }" }

  - id: howLong
    type: router
    routes:
      - when: "\${ size(tasks.greet.output.greeting) > 20 }"
        task: { id: long, type: basic, action: log, with: { message: What a long name. } }
    otherwise: { then: end }

output: "\${ tasks.greet.output.greeting }"
`,
  'actions/greet.ts': `import { defineAction, z } from '@octavo/worker';

export const greet = defineAction({
  name: 'hello.greet',
  description: 'Greets somebody.',
  input: z.strictObject({ name: z.string() }),
  output: z.strictObject({ greeting: z.string() }),
  idempotent: true,
  run: ({ name }) => ({ greeting: \`Hello, \${name}!\` }),
});
`,
  'octavo.config.yaml': `# Every field has a default; environment variables take precedence over this file.

actions: [actions/greet.ts] # files with your actions, made with defineAction
definitions: definitions # folder of definitions that are started by their ids

# server: { address: temporal.example.com:7233, namespace: default } # default: Octavo starts a server
# store: redis://localhost:6379      # default: in memory
# egress: { allow: [localhost] }     # addresses that http.request may reach, beside public ones
# shell: { allow: false }            # whether shell.run may run commands
`,
  'hello.test.mjs': `import assert from 'node:assert/strict';
import { execSync } from 'node:child_process';
import { test } from 'node:test';

// --work: uses the current actions of this folder, even while \`octavo dev\` runs with older ones.
const command = 'npx octavo run definitions/hello.yaml --work --input - --json';

test('greets by name', () => {
  const input = JSON.stringify({ name: 'Ada' });
  const stdout = execSync(command, { input, cwd: import.meta.dirname, encoding: 'utf8' });
  const { status, output } = JSON.parse(stdout);
  assert.deepEqual({ status, output }, { status: 'SUCCESS', output: 'Hello, Ada!' });
});
`,
  'tsconfig.json': `{
  "compilerOptions": {
    "target": "es2023",
    "module": "preserve",
    "strict": true,
    "skipLibCheck": true,
    "noEmit": true
  },
  "include": ["actions"]
}
`,
  'README.md': `# An Octavo project

| | |
| --- | --- |
| \`npm test\` | runs \`hello.test.mjs\` |
| \`npx octavo run definitions/hello.yaml --input '{"name": "Ada"}'\` | runs a definition to its end |
| \`npx octavo validate definitions/*.yaml\` | lists all problems of definitions |
| \`npm run dev\` | starts a server and a worker, until Ctrl-C; both read definitions, actions and the configuration when they start |
| \`npm start\` | starts a worker for the server in \`octavo.config.yaml\` |

Read on: [the language](node_modules/@octavo/cli/docs/definition-language.md), [actions](node_modules/@octavo/cli/docs/actions.md),
[errors](node_modules/@octavo/cli/docs/errors.md), [the command line](node_modules/@octavo/cli/README.md),
[configuration](node_modules/@octavo/cli/docs/configuration.md).
`,
  '.gitignore': `node_modules/
.octavo/
`,
};

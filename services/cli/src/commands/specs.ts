import type { CommandGroupSpec, CommandSpec } from '../command';
import type * as actionsModule from './actions';
import type * as configModule from './config';
import type * as demoModule from './demo/demo';
import type * as devModule from './dev';
import type * as graphModule from './graph';
import type * as initModule from './init/init';
import { rolloutSpec } from './rollout/specs';
import { runSpecs } from './run-specs';
import type * as runModule from './run/run';
import type * as startModule from './start';
import type * as validateModule from './validate';
import type * as workerModule from './worker';

// This file is loaded at every start; the implementation of a command is loaded when it runs.

const definitionArgument = {
  '<definition>':
    'file in YAML, JSON or TypeScript; - for the standard input; or ID or ID@VERSION of a definition in the folder of definitions (default: the highest version)',
} as const;

const inputOptions = {
  '--input <json>': 'input: JSON, @file, or - for the standard input',
  '--workflow-id <id>': "the run's workflow id (default: the definition's id and a random part)",
} as const;

const migrationOptions = {
  '--tenant <name>': 'tenant of the run, for the flags of a migration',
  '--no-migration': 'exclude the run from a migration between engines',
} as const;

/** The commands, in the order of the help: to write, to run here, to run on a server, to migrate. */
export const commandSpecs: readonly (CommandSpec | CommandGroupSpec)[] = [
  {
    usage: 'init',
    description: 'write a project: a definition, an action in TypeScript, a configuration, a test, a package.json',
    arguments: { '[folder]': 'folder of the project (default: the working directory)' },
    options: { '--install': 'run npm install in the folder' },
    examples: ['octavo init', 'octavo init my-workflows --install'],
    run: ([folder = '.'], context) => (require('./init/init') as typeof initModule).init(folder as string, context),
  },
  {
    usage: 'validate',
    description: 'report every problem of definitions',
    arguments: { '<files...>': 'definitions in YAML, JSON or TypeScript; - for the standard input' },
    options: { '--json': 'give the problems as a JSON list' },
    examples: ['octavo validate order.yaml', 'octavo validate flows/*.yaml --json'],
    run: ([files], context) =>
      (require('./validate') as typeof validateModule).validate(files as readonly string[], context),
  },
  {
    usage: 'graph',
    description: 'draw a definition as a Mermaid flowchart',
    arguments: { '<file>': 'definition in YAML, JSON or TypeScript; - for the standard input' },
    examples: ['octavo graph order.yaml > order.mmd'],
    run: ([file], context) => (require('./graph') as typeof graphModule).graph(file as string, context),
  },
  {
    usage: 'actions',
    description: 'list the actions that a definition may name',
    options: { '--json': 'give a JSON list, with the schemas of inputs and outputs' },
    examples: ['octavo actions', 'octavo actions --config octavo.config.yaml --json'],
    run: (_args, context) => (require('./actions') as typeof actionsModule).actions(context),
  },
  {
    usage: 'config',
    description: 'show the configuration',
    examples: ['octavo config show'],
    commands: [
      {
        usage: 'show',
        description: 'print every field of the configuration with its value and its source; secrets are masked',
        arguments: {
          '[file]': 'show the configuration for commands with this definition (default: for other commands)',
        },
        options: { '--json': 'give one JSON object' },
        examples: [
          'octavo config show',
          'octavo config show flows/order.yaml',
          'octavo config show --config octavo.config.yaml --json',
        ],
        run: ([file], context) =>
          (require('./config') as typeof configModule).show(file as string | undefined, context),
      },
    ],
  },
  {
    usage: 'run',
    description: 'run a definition to its end; starts a server and a worker if there is no server',
    arguments: definitionArgument,
    options: {
      ...inputOptions,
      '--work': 'run it in this process, on its own task queue, not on the workers of the server',
      ...migrationOptions,
      '--json': 'give the result as one JSON object',
    },
    examples: [
      'octavo run hello.yaml',
      `octavo run order.yaml --input '{"orderId": "o-1"}'`,
      'octavo run order.yaml --input @order.json --json',
      'octavo run order.yaml --work --address localhost:7233',
    ],
    run: ([definition], context) => (require('./run/run') as typeof runModule).run(definition as string, context),
  },
  {
    usage: 'demo',
    description: 'audit the dependencies of a package-lock.json, with all eight task types',
    arguments: { '[path]': "a package-lock.json, or its folder (default: Octavo's own)" },
    options: {
      '--approve <who>':
        'run: a second run sends the approval (default); me: you are asked; nobody: the approval times out',
      '--folder <path>': 'folder for audit.json and audit.md (default: the working directory)',
      '--keep': 'keep the server and its UI running until Ctrl-C',
    },
    examples: ['octavo demo', 'octavo demo ../shop --approve me --keep'],
    run: ([path], context) => (require('./demo/demo') as typeof demoModule).demo(path as string | undefined, context),
  },
  {
    usage: 'dev',
    description: 'run a Temporal server, a worker and a store in this process, until Ctrl-C',
    options: {
      '--port <port>': 'port of the server (default: 7233)',
      '--ui-port <port>': 'port of its web UI (default: 8233)',
      '--state <file>': 'file for the state of the server (default: .octavo/temporal.db beside the configuration)',
      '--memory': 'keep the state in memory',
      '--health <host:port>': 'address for the probes /healthz and /readyz (default: as configured, else none)',
    },
    examples: ['octavo dev', 'octavo dev --port 7300 --ui-port 8300 --memory'],
    run: (_args, context) => (require('./dev') as typeof devModule).dev(context),
  },
  {
    usage: 'worker',
    description: 'run a worker for a Temporal server until Ctrl-C',
    options: {
      '--health <host:port>': 'address for the probes /healthz and /readyz (default: as configured, else none)',
    },
    examples: ['octavo worker --address temporal.example.com:7233 --namespace orders'],
    run: (_args, context) => (require('./worker') as typeof workerModule).worker(context),
  },
  {
    usage: 'start',
    description: 'start a run on a server, print its workflow id and exit',
    arguments: definitionArgument,
    options: {
      ...inputOptions,
      ...migrationOptions,
      '--json': 'give the ids as JSON',
    },
    examples: [
      'octavo start hello.yaml',
      'octavo start order-fulfilment@1.2.0 --input @order.json',
      'octavo start order.yaml --input @order.json --workflow-id order-1 --tenant acme',
    ],
    run: ([definition], context) => (require('./start') as typeof startModule).start(definition as string, context),
  },
  ...runSpecs,
  rolloutSpec,
];

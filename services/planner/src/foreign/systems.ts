import type { Finding } from '../problem-collector';
import { asList, asMap } from '../limits';

type Written = Readonly<Record<string, unknown>>;

/** Another workflow system: how to recognize its files, and the translation of its words. */
interface ForeignSystem {
  readonly name: string;
  /** The field that identifies a file of this system; undefined for other files. */
  readonly mark: (definition: Written) => string | undefined;
  readonly words: string;
}

const SYSTEMS: readonly ForeignSystem[] = [
  {
    name: 'a GitHub Actions workflow',
    mark: (definition) => has(definition, 'jobs') ?? has(definition, 'steps') ?? has(definition, 'runs'),
    words: '`jobs` and `steps` are `tasks`, `run` is the action `shell.run`, `uses` is `action`, `env` is `vars`',
  },
  {
    name: 'a Step Functions state machine',
    mark: (definition) => has(definition, 'States') ?? has(definition, 'StartAt'),
    words:
      '`States` is the list `tasks`, `Next` is `then`; Task and Pass are `basic`, Choice is `router`, Map is `collection`, `Catch` is `onError`',
  },
  {
    name: 'a Conductor workflow',
    mark: (definition) => (isConductor(definition) ? (has(definition, 'schemaVersion') ?? 'tasks') : undefined),
    words:
      '`taskReferenceName` is `id`, `inputParameters` is `with`; SIMPLE is `basic`, SWITCH is `router`, FORK_JOIN is `parallel`, DO_WHILE is `composite`',
  },
  {
    name: 'a Serverless Workflow',
    mark: (definition) => has(asMap(definition['document']) ?? {}, 'dsl') && 'document',
    words:
      '`do` is `tasks`, `call` and `run` are `action`, `switch` is `router`, `fork` is `parallel`, `for` is `collection`, `try` is `onError`',
  },
  {
    name: 'a Serverless Workflow before 1.0',
    mark: (definition) =>
      has(definition, 'specVersion') ?? (Array.isArray(definition['states']) ? 'states' : undefined),
    words:
      '`states` is `tasks`; operation and inject are `basic`, switch is `router`, foreach is `collection`, `transition` is `then`',
  },
];

/** The single problem of a file that is written for another workflow system. */
export function findForeignSystem(definition: Written): Finding | undefined {
  if (Object.hasOwn(definition, 'octavo')) return undefined;
  for (const { name, mark, words } of SYSTEMS) {
    const field = mark(definition);
    if (field === undefined) continue;
    return {
      at: [field],
      code: 'FOREIGN_DEFINITION',
      message: `this looks like ${name}, not like a definition of Octavo`,
      expected: '`octavo: 1`, `id: my-flow` and `tasks: [{ id: first, type: basic, action: NAME, with: { … } }]`',
      hint: words,
    };
  }
  return undefined;
}

function has(map: Written, field: string): string | undefined {
  return Object.hasOwn(map, field) ? field : undefined;
}

function isConductor(definition: Written): boolean {
  return asList(definition['tasks']).some((task) => Object.hasOwn(asMap(task) ?? {}, 'taskReferenceName'));
}

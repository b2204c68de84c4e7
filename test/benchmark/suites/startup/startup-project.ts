import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createPlanner } from '@octavo/planner';
import { PackedProject } from '../../../package/packed-project';

const ROOT = join(__dirname, '../../../..');
/** The command of users, which npm links. */
const COMMAND = 'node_modules/.bin/octavo';
const TEN_LINES = 'ten-lines.mjs';
const TEAM_FILES = ['team-bundle.mjs', 'team-worker.mjs', 'team-workflows.cjs'];

const DEFINITION = `octavo: 1
id: greeting
input: { type: object, required: [name] }
tasks:
  - { id: greet, type: basic, action: transform, with: { text: "Hello, \${ input.name }!" } }
output: "\${ tasks.greet.output }"
`;
const INPUT = { name: 'you' };

const CONFIGURATION = `server: { address: localhost:7233, namespace: default }
store: { redis: 'redis://localhost:6379', ttl: 14d }
limits: { concurrentActions: 50, shutdownGrace: 20s }
`;

/** A project with Octavo's packages, and the folders where commands are started. */
export class StartupProject {
  /** Has a definition, and no configuration. */
  readonly plain: string;
  /** Has a configuration. */
  readonly configured: string;
  /** Has a definition and nothing else. */
  readonly definitions: string;
  readonly #project: PackedProject;
  /** The folder where they find Temporal's client. */
  readonly #tenLines: string;

  private constructor(project: PackedProject) {
    this.#project = project;
    this.#tenLines = join(project.folder, TEN_LINES);
    this.plain = join(project.folder, '../plain');
    this.configured = join(project.folder, '../configured');
    this.definitions = join(project.folder, '../definitions');
  }

  static async create(): Promise<StartupProject> {
    const project = new StartupProject(await PackedProject.create());
    await project.#writeFiles();
    return project;
  }

  /** The installed command. */
  readonly installed = (...args: readonly string[]): readonly string[] => [
    join(this.#project.folder, COMMAND),
    ...args,
  ];

  /** The command of the checkout, for the same files. */
  readonly fromCheckout = (...args: readonly string[]): readonly string[] => [join(ROOT, COMMAND), ...args];

  /** The ten lines with the same work as `run`. */
  readonly tenLines = (address: string): readonly string[] => [this.#tenLines, address];

  /** A program of a team with its own worker, in the same project. */
  readonly teamProgram = (name: 'team-bundle' | 'team-worker', ...args: readonly string[]): readonly string[] => [
    ...['--expose-gc', join(this.#project.folder, `${name}.mjs`)],
    ...args,
  ];

  async remove(): Promise<void> {
    await this.#project.remove();
  }

  async #writeFiles(): Promise<void> {
    const { plan } = createPlanner().plan(DEFINITION);
    await mkdir(this.plain);
    await writeFile(join(this.plain, 'greeting.yaml'), DEFINITION);
    // The definition that both sides send to the server.
    await writeFile(join(this.plain, 'argument.json'), JSON.stringify({ plan, input: INPUT }));
    await copyFile(join(__dirname, TEN_LINES), this.#tenLines);
    for (const name of TEAM_FILES) await copyFile(join(__dirname, name), join(this.#project.folder, name));
    await mkdir(this.definitions);
    await writeFile(join(this.definitions, 'greeting.yaml'), DEFINITION);
    await mkdir(this.configured);
    await writeFile(join(this.configured, 'octavo.config.yaml'), CONFIGURATION);
  }
}

/** Runs the definition to its end, on the `octavo dev` of the folder. */
export const run: readonly string[] = ['run', 'greeting.yaml', '--input', JSON.stringify(INPUT)];

/** Both print it. */
export const greeting = `Hello, ${INPUT.name}!`;

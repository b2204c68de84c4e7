import { join, resolve } from 'node:path';
import { isPortFree, messageOf, PortsTakenError, type TemporalServer, withInstallLock } from '@octavo/temporal-server';
import { CliError, type ExitCode, exitCodes } from '../cli-error';
import type { CommandContext } from '../command';
import { devPort, devUiPort } from '../engine/address';
import {
  type DevFile,
  devFilePath,
  findStartedDev,
  makeDevFolder,
  removeDevFile,
  touchDevFile,
  writeDevFile,
} from '../engine/dev-file';
import { endServer, startEmbeddedServer } from '../engine/embedded-server';
import { type Announce, type Announcement, type LogListener, logToStderr } from '../engine/install-log';
import type { RunningWorker } from '../engine/running-worker';
import { type Invoked, octavoCommand } from '../octavo-command';
import { loadProject, type Project } from '../project/project';
import { readWholeNumber } from '../reading/arguments';
import { paletteFor } from '../terminal/format';
import { describeMigration, serveUntilInterrupted, startListedWorker } from './worker';

/**
 * `dev` touches its file at this interval, so that others can see that it is still starting. A start may take minutes,
 * because a Temporal server may have to be installed.
 */
const TOUCH_MS = 20_000;

/** The options of `octavo dev`. */
interface DevOptions {
  readonly port?: string;
  readonly uiPort?: string;
  /** The file that keeps the server's state. Default: `.octavo/temporal.db` beside the configuration. */
  readonly state?: string;
  /** Keep the state in memory. */
  readonly memory?: boolean;
}

/** `octavo dev`: runs a server, a worker and a store in this process, until a signal. */
export async function dev(context: CommandContext<DevOptions>): Promise<ExitCode> {
  const project = await loadProject(context);
  const { server: configured, folder } = project.config;
  if (configured !== undefined) throw serverIsConfigured(configured.address, context);
  const ports = portsOf(context);
  const file = fileOf(ports, project);
  const failure = await claimFolder(folder, file, context);
  const touching = setInterval(() => void touchDevFile(folder), TOUCH_MS);
  try {
    const { log, say } = logToStderr(context, project.config);
    if (failure !== undefined) say(notFound(file, failure));
    const server = await startServer(ports, { project, context, say });
    await serve(server, file, { project, context, say, onLog: log.write });
  } finally {
    clearInterval(touching);
    await removeDevFile(folder, file.pid);
  }
  return exitCodes.success;
}

interface Ports {
  readonly port: number;
  readonly uiPort: number;
}

function portsOf({ options }: CommandContext<DevOptions>): Ports {
  const { port = `${devPort}`, uiPort = `${devUiPort}` } = options;
  const range = [1, 65_535] as const;
  return { port: readWholeNumber('--port', port, range), uiPort: readWholeNumber('--ui-port', uiPort, range) };
}

function fileOf({ port, uiPort }: Ports, { config: { namespace, taskQueue } }: Project): DevFile {
  const [address, uiUrl] = [`127.0.0.1:${port}`, `http://127.0.0.1:${uiPort}`];
  return { address, namespace, taskQueue, uiUrl, pid: process.pid, isReady: false };
}

function startServer(ports: Ports, { project, context, say }: Omit<Surroundings, 'onLog'>): Promise<TemporalServer> {
  const { folder, namespace } = project.config;
  const { io, options } = context;
  const { state, memory = false } = options;
  const stateFile = state === undefined ? join(folder, '.octavo', 'temporal.db') : resolve(io.cwd, state);
  const where = memory ? {} : { stateFile };
  return startEmbeddedServer({ ...ports, ...where, namespace, env: io.env, onProgress: say }).catch(
    async (error: unknown) => {
      const cause = error instanceof CliError ? error.cause : undefined;
      throw cause instanceof PortsTakenError ? await portsTaken(cause, context) : error;
    },
  );
}

interface Surroundings {
  readonly project: Project;
  readonly context: CommandContext<DevOptions>;
  readonly say: Announce;
  readonly onLog: LogListener;
}

async function serve(
  server: TemporalServer,
  file: DevFile,
  { project, context, say, onLog }: Surroundings,
): Promise<void> {
  const { folder } = project.config;
  const { address, namespace, taskQueue } = file;
  try {
    const at = { address, namespace, taskQueue, connectionOptions: { address } };
    const running = await startListedWorker(project, at, { env: context.io.env, onLog });
    await writeDevFile(folder, { ...file, isReady: true });
    say(welcome(server, project, context));
    const stop = async (): Promise<void> => {
      await removeDevFile(folder, file.pid);
      await running.stop();
      await server.stop();
    };
    await serveUntilInterrupted(async () => ({ broken: brokenOf(server, running), stop }), context, say);
  } catch (error) {
    await endServer(server);
    throw error;
  }
}

function welcome({ address, uiUrl }: TemporalServer, { config }: Project, context: CommandContext): Announcement {
  const { io } = context;
  const { bold, dim } = paletteFor(io.stderr, io);
  const { namespace, taskQueue, store } = config;
  const migration = config.migration === undefined ? undefined : describeMigration(config.migration);
  const lines = [
    `${bold('Octavo is ready.')} ${dim('Ctrl-C ends it.')}`,
    `  server  ${address}, namespace ${namespace}`,
    `  UI      ${uiUrl ?? 'none'}`,
    `  worker  task queue ${taskQueue}, task states ${store.kind === 'memory' ? 'in memory' : 'Redis'}`,
    ...(migration === undefined ? [] : [`  tasks   ${migration}`]),
    `In another terminal: ${octavoCommand('run FILE', context)}, from another folder with --address ${address}`,
  ];
  const fields = { address, namespace, uiUrl, taskQueue, store: store.kind, migration };
  return { text: lines.join('\n'), message: 'Octavo is ready', fields };
}

function brokenOf({ ended, address }: TemporalServer, { broken }: RunningWorker): Promise<never> {
  const gone = ended.then((how): never => {
    const message = `The Temporal server at ${address} ended: ${how}.`;
    throw new CliError('SERVER_ENDED', message, { exitCode: exitCodes.unavailable });
  });
  return Promise.race([gone, broken]);
}

function serverIsConfigured(address: string, context: CommandContext): CliError {
  const message = `\`octavo dev\` starts its own server, but a server is configured (${address}). ${octavoCommand('worker', context)} starts a worker for the configured server.`;
  return new CliError('USAGE_INVALID', message);
}

function notFound({ address }: DevFile, failure: string): string {
  return `The address of this server could not be saved for other commands: ${failure}. Give them --address ${address}.`;
}

/** If a process is killed while it holds the lock, the next process waits for this time. */
const STALE_MS = 2_000;

/**
 * Writes the file of a folder's `octavo dev`; a lock keeps other processes from writing it at the same time. Returns the
 * reason if it cannot be written.
 *
 * @throws CliError DEV_ALREADY_RUNNING
 */
export async function claimFolder(folder: string, dev: DevFile, invoked: Invoked): Promise<string | undefined> {
  const other = await makeDevFolder(folder)
    .then(() => lookAndWrite(folder, dev))
    .catch(messageOf);
  if (typeof other === 'object') throw alreadyRunning(folder, other, invoked);
  return other;
}

function lookAndWrite(folder: string, dev: DevFile): Promise<DevFile | string | undefined> {
  return withInstallLock(join(folder, '.octavo', 'dev.lock'), {
    onWait: () => undefined,
    staleMs: STALE_MS,
    install: async () => (await findStartedDev(folder)) ?? writeDevFile(folder, dev),
  });
}

function alreadyRunning(folder: string, { pid, address, namespace }: DevFile, invoked: Invoked): CliError {
  const message = `\`octavo dev\` already runs for ${folder}: process ${pid}, server ${address}, namespace ${namespace}.`;
  const advice = `${octavoCommand('run FILE', invoked)} uses it. To start a new one, stop this one first: Ctrl-C in its terminal, or \`kill ${pid}\`.`;
  const otherwise = `If process ${pid} is another program, delete ${devFilePath(folder)}.`;
  return new CliError('DEV_ALREADY_RUNNING', `${message}\n${advice}\n${otherwise}`, {
    exitCode: exitCodes.unavailable,
  });
}

/** The search for free ports begins here. The two ports differ by 1000, as Temporal's default ports do. */
const SUGGESTED = { port: 7300, uiPort: 8300 };

/** Suggests free ports: each project may run its own `octavo dev`. */
async function portsTaken(cause: PortsTakenError, context: CommandContext): Promise<CliError> {
  const [port, uiPort] = await Promise.all([firstFreePort(SUGGESTED.port), firstFreePort(SUGGESTED.uiPort)]);
  const command = octavoCommand(`dev --port ${port} --ui-port ${uiPort}`, context);
  return new CliError('TEMPORAL_UNAVAILABLE', `${cause.message} Start the server on other ports: ${command}`, {
    exitCode: exitCodes.unavailable,
    cause,
  });
}

async function firstFreePort(from: number): Promise<number> {
  return (await isPortFree(from)) ? from : firstFreePort(from + 1);
}

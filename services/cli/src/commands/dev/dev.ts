import { resolve } from 'node:path';
import type { TemporalServer } from '@octavo/temporal-server';
import { CliError } from '../../cli-error';
import type { CommandContext } from '../../command-context';
import { devPort, devUiPort } from '../../engine/dev-address';
import { startEmbeddedServer } from '../../engine/embedded-server';
import { announce, logToStderr } from '../../engine/quiet-runtime';
import { type RunningWorker, startWorker } from '../../engine/running-worker';
import { type ExitCode, exitCodes } from '../../exit-codes';
import { describeMigration } from '../../migration/describe-migration';
import { loadProject, type Project } from '../../project/project';
import { readWholeNumber } from '../../reading/whole-number';
import { paletteFor } from '../../terminal/palette';
import { untilInterrupted } from '../worker/worker';

/** The options of `octavo dev`. */
export interface DevOptions {
  readonly port?: string;
  readonly uiPort?: string;
  /** The file that keeps the server's state. Default `.octavo/temporal.db`. */
  readonly state?: string;
  /** Keep the state in memory. */
  readonly memory?: boolean;
}

/** `octavo dev`: server, worker and store in this process, until Ctrl-C. */
export async function dev(context: CommandContext<DevOptions>): Promise<ExitCode> {
  const { io } = context;
  const project = await loadProject(context);
  if (project.config.server !== undefined) throw serverIsConfigured(project.config.server.address);
  const log = logToStderr(context, project.config);
  const say = (text: string): void => announce(text, context, log);
  const server = await startServer(project, context, say);
  try {
    const { address, namespace } = server;
    const at = { address, namespace, connectionOptions: { address } };
    const running = await startWorker(project, at, { env: io.env, onLog: log.write });
    say(welcome(server, project, context));
    await untilInterrupted(context, { broken: brokenOf(server, running), stop: () => running.stop() }, say);
  } finally {
    await server.stop();
  }
  return exitCodes.success;
}

function startServer(
  { config }: Project,
  { io, options }: CommandContext<DevOptions>,
  onProgress: (line: string) => void,
): Promise<TemporalServer> {
  const { port = `${devPort}`, uiPort = `${devUiPort}`, state = '.octavo/temporal.db', memory = false } = options;
  return startEmbeddedServer({
    namespace: config.namespace,
    port: readWholeNumber('--port', port, [1, 65_535]),
    uiPort: readWholeNumber('--ui-port', uiPort, [1, 65_535]),
    env: io.env,
    onProgress,
    ...(memory ? {} : { stateFile: resolve(io.cwd, state) }),
  });
}

function welcome({ address, uiUrl }: TemporalServer, { config }: Project, { io }: CommandContext): string {
  const { bold, dim } = paletteFor(io.stderr, io);
  const store = config.store.kind === 'memory' ? 'in memory' : 'Redis';
  return [
    `${bold('Octavo is ready.')} ${dim('Ctrl-C ends it.')}`,
    `  server  ${address}, namespace ${config.namespace}`,
    `  UI      ${uiUrl ?? 'none'}`,
    `  worker  task queue ${config.taskQueue}, task states ${store}`,
    ...(config.migration === undefined ? [] : [`  tasks   ${describeMigration(config.migration)}`]),
    `In another terminal: octavo start FILE${address.endsWith(`:${devPort}`) ? '' : ` --address ${address}`}`,
  ].join('\n');
}

function brokenOf({ ended, address }: TemporalServer, { broken }: RunningWorker): Promise<never> {
  const gone = ended.then((how): never => {
    const message = `The Temporal server at ${address} is gone: ${how}.`;
    throw new CliError('SERVER_UNREACHABLE', message, { exitCode: exitCodes.unavailable });
  });
  return Promise.race([gone, broken]);
}

function serverIsConfigured(address: string): CliError {
  const message = `A server is configured (${address}), and \`octavo dev\` starts its own; \`octavo worker\` works for yours.`;
  return new CliError('USAGE_INVALID', message);
}

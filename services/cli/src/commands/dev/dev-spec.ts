import type { CommandSpec } from '../command-spec';
import type * as command from './dev';

export const devSpec: CommandSpec = {
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
  run: (_args, context) => load().dev(context),
};

const load = () => require('./dev') as typeof command;

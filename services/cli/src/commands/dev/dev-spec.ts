import type { CommandSpec } from '../command-spec';
import type * as command from './dev';

export const devSpec: CommandSpec = {
  usage: 'dev',
  description: 'run a Temporal server, a worker and a store in this process, until Ctrl-C',
  options: {
    '--port <port>': "the server's port (default: 7233)",
    '--ui-port <port>': 'the port of its web UI (default: 8233)',
    '--state <file>': 'where the server keeps its state (default: .octavo/temporal.db beside the configuration)',
    '--memory': 'keep its state in memory',
    '--health <host:port>': 'where to answer probes, /healthz and /readyz (default: as configured, else nowhere)',
  },
  examples: ['octavo dev', 'octavo dev --port 7300 --ui-port 8300 --memory'],
  run: (_args, context) => load().dev(context),
};

const load = () => require('./dev') as typeof command;

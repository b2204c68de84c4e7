import type { CommandSpec } from '../command-spec';
import type * as command from './worker';

export const workerSpec: CommandSpec = {
  usage: 'worker',
  description: 'run a worker for a Temporal server until Ctrl-C',
  options: {
    '--health <host:port>': 'address for the probes /healthz and /readyz (default: as configured, else none)',
  },
  examples: ['octavo worker --address temporal.example.com:7233 --namespace orders'],
  run: (_args, context) => load().worker(context),
};

const load = () => require('./worker') as typeof command;

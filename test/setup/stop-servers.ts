import { forgetServers } from './started-servers';

/** jest's tear-down: stops what the set-up started. */
export default async function stopServers(): Promise<void> {
  await Promise.all(forgetServers().map((server) => server.stop()));
}

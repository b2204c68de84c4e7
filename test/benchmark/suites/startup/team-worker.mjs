// The worker of a team, with or without OctavoPlugin. Prints the time from the start of the process until it runs, and its
// memory.
import { setTimeout as sleep } from 'node:timers/promises';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';

const [side, codePath, address, definitions] = process.argv.slice(2);
Runtime.install({ logger: new DefaultLogger('ERROR') });
const plugins = [];
if (side === 'with') {
  const { OctavoPlugin } = await import('@octavo/worker/plugin');
  plugins.push(new OctavoPlugin(definitions === undefined ? {} : { definitions }));
}
const connection = await NativeConnection.connect({ address });
const activities = { echo: async (value) => value };
const taskQueue = `team-start-${process.pid}`;
const worker = await Worker.create({ connection, taskQueue, activities, plugins, workflowBundle: { codePath } });
const running = worker.run();
while (worker.getState() !== 'RUNNING') await sleep(1);
const latency = performance.now();
globalThis.gc();
const memory = process.memoryUsage.rss() / 1_024;
worker.shutdown();
await running;
await connection.close();
console.log(JSON.stringify({ latency, memory }));

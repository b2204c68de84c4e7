import { parseArgs } from 'node:util';
import { fuzzDefinitions } from './fuzz-definitions';

/** `npm run fuzz [-- --count 200000] [--seed N]`: the long version of the property test, with new chance each time. */
function main(): void {
  const { values } = parseArgs({ options: { count: { type: 'string', default: '200000' }, seed: { type: 'string' } } });
  const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
  const total = Number(values.count);
  process.stdout.write(`definitions: ${total}, from seed ${seed}\n`);
  const step = 10_000;
  for (let done = 0; done < total; done += step) {
    const { accepted, answered, slowestMs } = fuzzDefinitions(Math.min(step, total - done), seed + done);
    process.stdout.write(
      `${done + answered} answered; ${accepted} of the last ${answered} accepted; slowest ${Math.round(slowestMs)} ms\n`,
    );
  }
}

main();

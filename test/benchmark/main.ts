// `npm run bench -- SUITE… [--json FILE]`, `npm run bench -- page`
import { type BenchRequest, readArguments } from './command-line/read-arguments';
import { helpText } from './command-line/help-text';
import { writePage } from './page/write-page';
import { runBench } from './run-bench';

/** Returns the exit code. */
async function main(asked: BenchRequest): Promise<number> {
  if (asked.kind === 'measure') return await runBench(asked);
  console.log(asked.kind === 'help' ? helpText() : await writePage());
  return 0;
}

Promise.resolve(process.argv.slice(2))
  .then((args) => main(readArguments(args)))
  .then(
    (code) => process.exit(code),
    (error: unknown) => {
      console.error(error instanceof TypeError ? error.message : error);
      process.exit(2);
    },
  );

// `npm run bench -- SUITE… [--json FILE]`
import { readArguments } from './command-line/read-arguments';
import { helpText } from './command-line/help-text';
import { runBench } from './run-bench';

async function main(): Promise<number> {
  const asked = readArguments(process.argv.slice(2));
  if (asked.help || asked.suites.length === 0) {
    console.log(helpText());
    return asked.help ? 0 : 2;
  }
  return await runBench(asked);
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof TypeError ? error.message : error);
    process.exit(2);
  },
);

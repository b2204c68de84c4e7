/** Runs a build and prints its result; a failure is printed too, and ends the process with 1. */
export function runBuild(build: () => Promise<string>): void {
  build().then(
    (sentence) => process.stdout.write(`${sentence}\n`),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exitCode = 1;
    },
  );
}

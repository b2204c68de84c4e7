/** Runs a build and writes the sentence that it gives; a failure is written too, and ends the process with 1. */
export function runBuild(build: () => Promise<string>): void {
  build().then(
    (sentence) => process.stdout.write(`${sentence}\n`),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exitCode = 1;
    },
  );
}

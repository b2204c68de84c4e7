/** A missing prerequisite; the message is a sentence with advice. */
export class MissingPiece extends Error {}

/** A signal asked this process to stop. */
export class Interrupted extends Error {
  constructor(exitCode) {
    super(`interrupted: ${exitCode}`);
    this.exitCode = exitCode;
  }
}

/** Runs a script's main function. A `MissingPiece` is printed as a sentence, without a stack trace. */
export async function runScript(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (error instanceof Interrupted) process.exitCode = error.exitCode;
    else if (error instanceof MissingPiece) process.exitCode = tellMissing(error);
    else throw error;
  }
}

function tellMissing({ message }) {
  process.stderr.write(`${message}\n`);
  return 2;
}

/** Something that is needed is not there; the message is a sentence that says what to do. */
export class MissingPiece extends Error {}

/** A signal asked us to stop. */
export class Interrupted extends Error {
  constructor(exitCode) {
    super(`interrupted: ${exitCode}`);
    this.exitCode = exitCode;
  }
}

/** Runs a script's main function: a missing piece ends it with its sentence, never with a stack trace. */
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

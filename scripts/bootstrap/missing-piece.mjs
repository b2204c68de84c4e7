/** Something that is needed is not there; the message is a sentence that says what to do. */
export class MissingPiece extends Error {}

/** Runs a script's main function: a missing piece ends it with its sentence, never with a stack trace. */
export async function runScript(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof MissingPiece)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  }
}

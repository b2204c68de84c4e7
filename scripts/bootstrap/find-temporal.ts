import { locateTemporal, TemporalUnavailableError } from '@octavo/temporal-server';

/** Finds, downloads or builds the Temporal CLI, so that what runs next finds it at once. */
async function findTemporal(): Promise<void> {
  try {
    await locateTemporal({ onProgress: (line) => process.stderr.write(`${line}\n`) });
  } catch (error) {
    if (!(error instanceof TemporalUnavailableError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  }
}

void findTemporal();

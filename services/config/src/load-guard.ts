/** A file of the user's that does what none may do while it is loaded. */
export class LoadRefused extends Error {}

/** Gives what `load` gives. @throws LoadRefused where that takes longer */
export async function withinTime<Loaded>(limitMs: number, load: () => Promise<Loaded>): Promise<Loaded> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const message = `it is not loaded after ${limitMs / 1_000} s; a top-level await of it, or of a file that it imports, may never end`;
    timer = setTimeout(() => reject(new LoadRefused(message)), limitMs);
  });
  try {
    return await Promise.race([load(), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** From here on exit codes say that a signal ends the process, which is not for the file to prevent. */
const FIRST_OF_SIGNALS = 128;

/**
 * Gives what `load` gives. `process.exit` throws meanwhile: a file that ended the process would do so without a word.
 * @throws LoadRefused
 */
export async function withoutExit<Loaded>(load: () => Promise<Loaded>): Promise<Loaded> {
  const exit: (code?: number | string | null) => never = Reflect.get(process, 'exit');
  let isLoading = true;
  const guarded: typeof exit = (code): never => {
    if (!isLoading || Number(code) >= FIRST_OF_SIGNALS) return exit.call(process, code);
    throw new LoadRefused(`it ends the process: process.exit(${code ?? ''})`);
  };
  process.exit = guarded;
  try {
    return await load();
  } finally {
    isLoading = false;
    // A library may have put one of its own around this one.
    if (process.exit === guarded) process.exit = exit;
  }
}

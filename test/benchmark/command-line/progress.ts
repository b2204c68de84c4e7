/** Shows the progress of a long command. */
export interface Progress {
  tell(line: string): void;
  /** Erases the current line before other output. */
  clear(): void;
}

/** One line that is overwritten on a terminal; separate lines elsewhere. Each starts with the elapsed time. */
export function createProgress(stream: NodeJS.WriteStream): Progress {
  const startedAt = performance.now();
  let last = '';
  const tell = (line: string): void => {
    if (line === last) return;
    last = line;
    const timed = `${formatElapsed(performance.now() - startedAt)} ${line}`;
    stream.write(stream.isTTY ? `\r\u001b[K${timed}` : `${timed}\n`);
  };
  const clear = (): void => {
    if (stream.isTTY) stream.write('\r\u001b[K');
  };
  return { tell, clear };
}

/** `03:07` */
export function formatElapsed(elapsedMs: number): string {
  const seconds = Math.floor(elapsedMs / 1_000);
  return [Math.floor(seconds / 60), seconds % 60].map((part) => `${part}`.padStart(2, '0')).join(':');
}

/** Tells people what a long command does now. */
export interface Progress {
  tell(line: string): void;
  /** Takes back the line that stands there, before other output. */
  clear(): void;
}

/** One line that is written over on a terminal; lines one after the other, each once, elsewhere. */
export function createProgress(stream: NodeJS.WriteStream): Progress {
  let last = '';
  const tell = (line: string): void => {
    if (line === last) return;
    last = line;
    stream.write(stream.isTTY ? `\r\u001b[K${line}` : `${line}\n`);
  };
  const clear = (): void => {
    if (stream.isTTY) stream.write('\r\u001b[K');
  };
  return { tell, clear };
}

/** Signals that ask a process to end: Ctrl-C, a supervisor's request, a terminal that was closed. */
export type EndSignal = 'SIGINT' | 'SIGTERM' | 'SIGHUP';

/** Where a command reads and writes: the process's own streams, or a test's. */
export interface CliIo {
  readonly stdin: AsyncIterable<Uint8Array | string>;
  readonly stdout: TextSink;
  readonly stderr: TextSink;
  readonly env: NodeJS.ProcessEnv;
  /** Relative paths start here. */
  readonly cwd: string;
  /** Calls `listener` at each of these signals, in place of ending the process, until the returned function is called. */
  onInterrupt(listener: (signal: EndSignal) => void): () => void;
}

/** Something that text is written to. */
export interface TextSink {
  write(text: string): unknown;
  /** True for a terminal: it understands colours and takes back lines. */
  readonly isTTY?: boolean;
  /** Width and height of a terminal, in characters. */
  readonly columns?: number;
  readonly rows?: number;
}

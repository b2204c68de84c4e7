let flush: () => void = () => undefined;

/**
 * Writes what the log holds back: the SDK keeps lines for a tenth of a second, to put them in order. Nothing where no worker
 * is at work here. Synchronous, so that it can be the last thing that a process does.
 */
export function flushLogs(): void {
  flush();
}

/** Has `flushLogs` call this from now on. */
export function onFlushLogs(flushing: () => void): void {
  flush = flushing;
}

// However the process ends, lines that were logged are written.
process.on('exit', flushLogs);

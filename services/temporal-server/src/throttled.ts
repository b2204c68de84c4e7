const REPORT_EVERY_MS = 5_000;

/** Returns a function that passes on at most one line every five seconds, the first one after five seconds. */
export function throttled(onProgress: (line: string) => void): (line: string) => void {
  let nextReportAtMs = Date.now() + REPORT_EVERY_MS;
  return (line) => {
    if (Date.now() < nextReportAtMs) return;
    nextReportAtMs = Date.now() + REPORT_EVERY_MS;
    onProgress(line);
  };
}

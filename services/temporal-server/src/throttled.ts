const REPORT_EVERY_MS = 5_000;

/** Gives a function that passes on at most one line in five seconds, the first one after five. */
export function throttled(onProgress: (line: string) => void): (line: string) => void {
  let nextReportAtMs = Date.now() + REPORT_EVERY_MS;
  return (line) => {
    if (Date.now() < nextReportAtMs) return;
    nextReportAtMs = Date.now() + REPORT_EVERY_MS;
    onProgress(line);
  };
}

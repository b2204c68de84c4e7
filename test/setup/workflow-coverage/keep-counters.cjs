// Loaded in the threads that run workflow code with counters: writes these to a file from time to time, and when the
// thread is told to end. `OCTAVO_TEST_COVERAGE` names the folder.

const { renameSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { parentPort, threadId } = require('node:worker_threads');

const EVERY_MS = 250;
const file = join(process.env.OCTAVO_TEST_COVERAGE, `${process.pid}-${threadId}.json`);
let written = '';

function keepCounters() {
  const text = JSON.stringify(globalThis.__coverage__ ?? {});
  if (text === written) return;
  written = text;
  writeFileSync(`${file}.unfinished`, text);
  renameSync(`${file}.unfinished`, file);
}

setInterval(keepCounters, EVERY_MS).unref();
parentPort?.on('message', keepCountersAtEnd);

function keepCountersAtEnd({ input }) {
  if (input?.type === 'destroy') keepCounters();
}

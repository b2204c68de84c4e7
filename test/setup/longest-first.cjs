const { join } = require('node:path');
const { default: Sequencer } = require('@jest/test-sequencer');

/** Files that take about a minute, the longest first. */
const LONG = ['test/package/package.test.ts', 'test/migration/zero-downtime/zero-downtime.test.ts'].map((path) =>
  require.resolve(join(__dirname, '../..', path)),
);

/**
 * Runs the longest files first; otherwise one process may still run such a file at the end while the other has nothing to do.
 * jest knows the durations of earlier runs; on a fresh clone it sorts files by size.
 */
class LongestFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => (LONG.includes(path) ? LONG.indexOf(path) : LONG.length);
    return super.sort(tests).sort((one, other) => rank(one) - rank(other));
  }
}

module.exports = LongestFirst;

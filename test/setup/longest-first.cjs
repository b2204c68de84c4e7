const { join } = require('node:path');
const { default: Sequencer } = require('@jest/test-sequencer');

/** Files that take a minute or so, the longest first. */
const LONG = ['test/package/package.test.ts', 'test/migration/zero-downtime/zero-downtime.test.ts'].map((path) =>
  join(__dirname, '../..', path),
);

/**
 * Runs the longest files first, so that none of them keeps one process at work at the end while the other has nothing to
 * do. jest knows how long files take from runs before; on a fresh clone it goes by their sizes, which say little.
 */
class LongestFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => (LONG.includes(path) ? LONG.indexOf(path) : LONG.length);
    return super.sort(tests).sort((one, other) => rank(one) - rank(other));
  }
}

module.exports = LongestFirst;

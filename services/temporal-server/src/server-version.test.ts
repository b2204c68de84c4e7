import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BUILT_CLI_VERSION } from './temporal-release';

it('BUILT_CLI_VERSION is the version in go.mod', () => {
  const text = readFileSync(join(__dirname, '../go.mod'), 'utf8');
  expect(text).toContain('tool github.com/temporalio/cli/cmd/temporal');
  expect(text).toContain(`github.com/temporalio/cli v${BUILT_CLI_VERSION} `);
});

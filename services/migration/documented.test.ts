import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileRules } from './rules/evaluate-rules';
import { initialRules, parseRulesText } from './rules/parse-rules';
import { PERIOD_MS, REMEMBERED_MS, RETENTION_MS } from './store/periods';
import { rolloutKeys } from './store/redis/rollout-keys';

const readme = readFileSync(join(__dirname, 'README.md'), 'utf8');

function snippet(language: string): string {
  return new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 's').exec(readme)?.[1] ?? '';
}

/** The cells of the table whose header starts with `head`. */
function rowsOf(head: string): readonly (readonly string[])[] {
  const [, table = ''] = new RegExp(`^\\| ${head}.*\n\\|[- |]+\\|\n((?:\\|.*\n)+)`, 'm').exec(readme) ?? [];
  return table
    .trimEnd()
    .split('\n')
    .map((row) => row.split('|').map((cell) => cell.trim().replaceAll('`', '')))
    .map((cells) => cells.slice(1, -1));
}

describe('the README', () => {
  const parsed = parseRulesText(snippet('json'));
  const evaluator = compileRules('rules' in parsed ? parsed.rules : initialRules);

  it('shows valid rules, with the default plan', () => {
    expect(parsed).toMatchObject({ rules: { revision: 12, plan: initialRules.plan } });
  });

  it.each(rowsOf('workflow id'))(
    'shows the mode of %s of %s and tenant %s',
    (workflowId, definition, tenant, ...modes) => {
      const run = { workflowId: workflowId ?? '', definition: definition ?? '', ...(tenant === '–' ? {} : { tenant }) };
      const context = run as { workflowId: string; definition: string; tenant: string };
      const [basic, wait, router] = modes;
      expect(['basic', 'wait', 'router'].map((type) => evaluator.modeOf(type, context))).toEqual([basic, wait, router]);
    },
  );

  it('has a program with the described results', () => {
    const folder = mkdtempSync(join(__dirname, '.documented-'));
    try {
      writeFileSync(join(folder, 'program.ts'), snippet('ts'));
      const program = [require.resolve('tsx/cli'), join(folder, 'program.ts')];
      expect(execFileSync(process.execPath, program, { encoding: 'utf8' })).toBe(snippet('text'));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('has the numbers of the gates', () => {
    const { parity, errorRate, latency } = initialRules.plan.gates;
    const cells = rowsOf('gate').map(([, passes, , window, least]) => [
      passes,
      window,
      Number.parseInt(least?.replace(',', '') ?? '', 10),
    ]);
    expect(cells).toEqual([
      [`equal / compared ≥ ${parity.atLeast}`, parity.window, parity.minimum],
      [`failed share of new ≤ that of old + ${errorRate.tolerance}`, errorRate.window, errorRate.minimum],
      [
        `95th percentile of new ≤ ${latency.ratio} × that of old + ${latency.allowance.replace('ms', ' ms')}`,
        latency.window,
        latency.minimum,
      ],
    ]);
  });

  it('has the keys of Redis and their retention times', () => {
    const keys = rowsOf('key').map(([key]) => key);
    expect(keys).toEqual(expect.arrayContaining(Object.values(rolloutKeys('octavo'))));
    expect([PERIOD_MS, REMEMBERED_MS, RETENTION_MS]).toEqual([300_000, 86_400_000, 7 * 86_400_000]);
  });
});

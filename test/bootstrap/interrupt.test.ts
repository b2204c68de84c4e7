import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

describe('a command of ours', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'octavo-interrupt-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'ends with 130 on %s, after its child, and starts nothing more',
    async (signal) => {
      const marker = join(folder, 'started');
      const child =
        'process.on("SIGINT", () => setTimeout(() => process.exit(0), 100)); console.log("up"); setInterval(() => 0, 1000);';
      const program = `import { runScript } from '${ROOT}/scripts/bootstrap/missing-piece.mjs';
      import { runNode } from '${ROOT}/scripts/bootstrap/run-process.mjs';
      await runScript(async () => {
        await runNode(['-e', ${JSON.stringify(child)}]);
        await runNode(['-e', 'require("node:fs").writeFileSync(${JSON.stringify(marker)}, "")']);
        return 0;
      });`;
      const parent = spawn(process.execPath, ['--input-type=module', '-e', program], {
        detached: true,
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await once(parent.stdout, 'data');
      // A terminal's Ctrl-C reaches the whole group; a supervisor's SIGTERM only the parent.
      process.kill(signal === 'SIGINT' ? -(parent.pid ?? 0) : (parent.pid ?? 0), signal);
      const [code] = (await once(parent, 'exit')) as [number];
      expect(code).toBe(130);
      expect(existsSync(marker)).toBe(false);
    },
  );
});

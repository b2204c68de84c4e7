import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Ended, type EntryPoint, npxOctavo, ROOT, runCommand, userEnvironment } from '../entry-points/entry-point';

/** A project outside of the repository, made and installed as the README says: with our packages, packed. */
export class PackedProject {
  private constructor(
    /** Its folder. */
    readonly folder: string,
    /** What making it said. */
    readonly told: string,
  ) {}

  /** Runs `npm run new-project`; third-party packages come from the registry. */
  static async create(): Promise<PackedProject> {
    const folder = join(await mkdtemp(join(tmpdir(), 'octavo-package-')), 'my-project');
    const env = { ...userEnvironment(), npm_config_prefer_offline: 'true', npm_config_audit: 'false' };
    const { code, stderr } = await runCommand(['npm', 'run', 'new-project', '--', folder], ROOT, env);
    if (code !== 0) throw new Error(`npm run new-project ended with ${code}: ${stderr}`);
    return new PackedProject(folder, stderr);
  }

  /** How `octavo` is typed in it. */
  get entryPoint(): EntryPoint {
    return { ...npxOctavo(this.folder), root: this.folder };
  }

  async write(path: string, text: string): Promise<void> {
    const target = join(this.folder, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, text);
  }

  /** Runs a file of the project with plain Node: no loader, no flag. */
  runNode(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
    return runCommand([process.execPath, ...args], this.folder, { ...userEnvironment(), ...env });
  }

  async remove(): Promise<void> {
    await rm(join(this.folder, '..'), { recursive: true, force: true });
  }
}

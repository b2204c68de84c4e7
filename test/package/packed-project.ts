import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cleanEnvironment } from '../setup/clean-environment';

const execute = promisify(execFile);
const ROOT = join(__dirname, '../..');

/** What a command of the project wrote, and how it ended. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** An empty project outside of the repository, in which our packed packages are installed as a user installs them. */
export class PackedProject {
  private constructor(readonly folder: string) {}

  /** Builds and packs every workspace, and installs the tarballs; third-party packages come from the registry. */
  static async create(): Promise<PackedProject> {
    const folder = await mkdtemp(join(tmpdir(), 'octavo-package-'));
    const [packages, tarballs, project] = ['packages', 'tarballs', 'project'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    await mkdir(tarballs);
    await mkdir(project);
    await execute('npm', ['run', 'build', '--silent', '--', packages], { cwd: ROOT });
    const built = (await readdir(packages)).map((name) => join(packages, name));
    await execute('npm', ['pack', '--silent', '--pack-destination', tarballs, ...built], { cwd: ROOT });
    await writeFile(join(project, 'package.json'), '{ "name": "somebody", "private": true }\n');
    const packed = (await readdir(tarballs)).map((name) => join(tarballs, name));
    await execute('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', ...packed], {
      cwd: project,
    });
    return new PackedProject(project);
  }

  async write(path: string, text: string): Promise<void> {
    await writeFile(join(this.folder, path), text);
  }

  /** Runs a file of the project with plain Node: no loader, no flag. */
  async runNode(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
    const options = { cwd: this.folder, env: { ...cleanEnvironment(), ...env }, maxBuffer: 2 ** 26 };
    try {
      return { code: 0, ...(await execute(process.execPath, [...args], options)) };
    } catch (error) {
      const { code, stdout, stderr } = error as Ended;
      return { code, stdout, stderr };
    }
  }

  async remove(): Promise<void> {
    await rm(join(this.folder, '..'), { recursive: true, force: true });
  }
}

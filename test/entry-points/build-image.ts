import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Command, type EntryPoint, ROOT, runCommand } from './entry-point';
import { installNode } from './install-node';

const CERTIFICATES = '/etc/ssl/certs/ca-certificates.crt';
/** In the image: where the package of certificates does not write. */
const OWN_CERTIFICATES = '/usr/local/etc/certificates.crt';
const SOURCES = '/etc/apt/sources.list.d';

/** Debian with Node and the certificates of this machine: what our image begins with, made without a registry of images. */
const BASE = `FROM scratch
ADD root.tar /
COPY node /usr/local
COPY certificates.crt ${OWN_CERTIFICATES}
ENV NODE_EXTRA_CA_CERTS=${OWN_CERTIFICATES}
RUN useradd --create-home node
`;

/** Our image, built, and a container of it. */
export class BuiltImage {
  #container = '';

  private constructor(readonly folder: string) {}

  /** Builds the Dockerfile of the checkout on Debian from its packages and a Node from the package registry. */
  static async build(nodeVersion: string): Promise<BuiltImage> {
    const image = new BuiltImage(await mkdtemp(join(tmpdir(), 'octavo-image-')));
    await image.#prepareBase(nodeVersion);
    await image.buildah('build', '--layers=false', '--tag', 'base', join(image.folder, 'base'));
    // The format of OCI has no health check.
    const format = ['--format', 'docker', '--layers=false'];
    await image.buildah('build', ...format, '--build-arg', 'BASE=localhost/base', '--tag', 'octavo', ROOT);
    image.#container = (await image.buildah('from', 'octavo')).trim();
    return image;
  }

  /** What the image says of its containers, as Docker names it. */
  async config(): Promise<unknown> {
    const { Docker } = JSON.parse(await this.buildah('inspect', '--type', 'image', 'octavo')) as {
      readonly Docker: { readonly config: unknown };
    };
    return Docker.config;
  }

  /** The folder that has the files of the container. */
  async files(): Promise<string> {
    return (await this.buildah('mount', this.#container)).trim();
  }

  /** A command in a container that has `root` at `/app/work`, and stands there. */
  wrap(root: string): NonNullable<EntryPoint['wrap']> {
    return (command, variables) => [
      ...this.#command('run', '--user', 'node', '--workingdir', '/app/work', '--volume', `${root}:/app/work`),
      ...Object.entries(variables).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
      // Its network is that of this machine.
      ...['--env', 'OCTAVO_HEALTH=127.0.0.1:0'],
      ...[this.#container, '--', ...command],
    ];
  }

  async remove(): Promise<void> {
    await this.buildah('rm', '--all');
    await this.buildah('rmi', '--all', '--force');
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Runs buildah and gives what it writes. */
  async buildah(...args: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await runCommand(this.#command(...args), this.folder);
    if (code !== 0) throw new Error(`buildah ${args.join(' ')}: ${stderr}\n${stdout}`);
    return stdout;
  }

  #command(...[command = '', ...args]: readonly string[]): Command {
    const stores = ['--root', join(this.folder, 'store'), '--runroot', join(this.folder, 'run')];
    const isolation = ['build', 'run'].includes(command) ? ['--isolation', 'chroot'] : [];
    return ['buildah', '--storage-driver', 'vfs', ...stores, command, ...isolation, ...args];
  }

  async #prepareBase(nodeVersion: string): Promise<void> {
    const base = join(this.folder, 'base');
    const node = join(base, 'node');
    await mkdir(join(node, 'bin'), { recursive: true });
    await writeFile(join(base, 'Dockerfile'), BASE);
    await copyFile(CERTIFICATES, join(base, 'certificates.crt'));
    const { binaries, remove } = await installNode(nodeVersion);
    await copyFile(join(binaries, 'node'), join(node, 'bin/node'));
    await remove();
    await run(['npm', 'install', '--prefix', join(node, 'lib'), '--no-save', 'npm@11.21.2'], base);
    await symlink('../lib/node_modules/npm/bin/npm-cli.js', join(node, 'bin/npm'));
    const sources = readdirSync(SOURCES)
      .filter((name) => /\.(sources|list)$/.test(name))
      .map((name) => join(SOURCES, name));
    await run(['mmdebstrap', '--variant=apt', 'bookworm', join(base, 'root.tar'), ...sources], base);
  }
}

/** What keeps this machine from building images; undefined where nothing does. */
export function whyNoImages(): string | undefined {
  const missing = ['buildah', 'mmdebstrap'].filter((name) => !isOnPath(name));
  if (missing.length > 0) return `${missing.join(' and ')} not found on PATH`;
  return process.getuid?.() === 0 ? undefined : 'not root';
}

function isOnPath(name: string): boolean {
  return (process.env['PATH'] ?? '').split(':').some((folder) => existsSync(join(folder, name)));
}

async function run(command: Command, cwd: string): Promise<void> {
  const { code, stdout, stderr } = await runCommand(command, cwd);
  if (code !== 0) throw new Error(`${command.join(' ')}: ${stderr}\n${stdout}`);
}

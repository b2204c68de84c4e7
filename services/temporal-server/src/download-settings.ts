/** The source of a download, with the headers for authentication. */
export interface DownloadSource {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Moves user and password from the URL of a mirror to a header, because `fetch` rejects URLs with credentials.
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

/** Returns a text with a stray % unchanged. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Options of `EnvHttpProxyAgent`. */
export interface ProxySettings {
  readonly httpProxy: string;
  readonly httpsProxy: string;
  readonly noProxy: string;
}

/**
 * Reads the proxy variables, which Node 20's fetch ignores. An empty text keeps undici from reading this process's environment.
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

/** A proxy without a scheme uses http, as in curl and pip. */
function readProxy(env: NodeJS.ProcessEnv, names: readonly string[]): string {
  const name = names.find((candidate) => env[candidate]);
  if (name === undefined) return '';
  const text = env[name] ?? '';
  const url = /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  if (URL.canParse(url) && /^(?:https?|socks5?):/i.test(url)) return url;
  throw new Error(`${name} is not the URL of a proxy, such as http://proxy.example.com:3128`);
}

import { messageOf } from './temporal-unavailable-error';
import { readMirror, readProxies } from './download-settings';

describe('a mirror', () => {
  it.each([
    ['https://mirror.example.com/cli/', 'https://mirror.example.com/cli', undefined],
    ['https://bob:p%40ss@mirror.example.com/cli', 'https://mirror.example.com/cli', 'bob:p@ss'],
    ['https://bob:50%@mirror.example.com', 'https://mirror.example.com', 'bob:50%'],
    ['https://token@mirror.example.com', 'https://mirror.example.com', 'token:'],
  ])('%s', (text, url, credentials) => {
    const authorization = credentials && `Basic ${Buffer.from(credentials).toString('base64')}`;
    expect(readMirror(text)).toEqual({ url, headers: authorization === undefined ? {} : { authorization } });
  });

  it('that is not a URL is reported with the name of its variable', () => {
    expect(() => readMirror('mirror')).toThrow('OCTAVO_TEMPORAL_DOWNLOAD is neither a URL nor off');
  });
});

describe('a proxy', () => {
  it('without a scheme uses http, as in curl', () => {
    const env = { HTTPS_PROXY: 'proxy:3128', http_proxy: 'https://bob:pw@proxy:3129' };
    expect(readProxies(env)).toEqual({
      httpProxy: 'https://bob:pw@proxy:3129',
      httpsProxy: 'http://proxy:3128',
      noProxy: '',
    });
  });

  it.each(['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'])(
    'that is not a URL is reported with its variable: %s',
    (name) => {
      for (const text of ['ftp://proxy:3128', 'http://bob:pw@', 'not a host'])
        expect(() => readProxies({ [name]: text })).toThrow(
          new Error(`${name} is not the URL of a proxy, such as http://proxy.example.com:3128`),
        );
    },
  );
});

describe('the message of an error', () => {
  it('includes the message of its first cause, for causes of any class', () => {
    const cause = new DOMException('Request was cancelled.', { cause: new Error('Proxy response (407)') } as never);
    expect(messageOf(new TypeError('fetch failed', { cause }))).toBe('fetch failed: Proxy response (407)');
  });

  it('is finite when an error is its own cause', () => {
    const error = new Error('round');
    error.cause = { message: 'and round', cause: error };
    expect(messageOf(error)).toContain('round');
  });

  it('masks credentials in URLs', () => {
    const text = 'no way to https://bob:p@ss@mirror/x?a=b@c, nor to http://token@proxy:1';
    const masked = 'no way to https://***@mirror/x?a=b@c, nor to http://***@proxy:1';
    expect([messageOf(new Error(text)), messageOf(text)]).toEqual([masked, masked]);
    expect(messageOf(new Error('fetch failed', { cause: new Error(text) }))).toBe(`fetch failed: ${masked}`);
  });
});

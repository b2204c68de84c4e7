import { callAction } from '../action-call.fixture';
import { EgressGuard } from './egress-guard';
import { createHttpRequest } from './http-request';
import type { HttpOutput } from './http-schema';
import { sendJson, startHttpServer, type TestServer } from './http-server.fixture';

const action = createHttpRequest(new EgressGuard({ allow: ['127.0.0.1'] }));
const call = (input: unknown) => callAction<HttpOutput>(action, input);
const errorOf = (input: unknown) =>
  call(input).then(
    () => ({}),
    (error: unknown) => error,
  );

let other: TestServer;
let server: TestServer;
beforeAll(async () => {
  other = await startHttpServer((response, request) => sendJson(response, request));
  server = await startHttpServer((response, request) => {
    const { pathname, searchParams } = new URL(request.url, 'http://x');
    const location = searchParams.get('to');
    if (pathname === '/end' || location === null) return sendJson(response, request);
    response.writeHead(Number(searchParams.get('status') ?? 302), { location }).end('moved');
  });
});
afterAll(() => Promise.all([server.stop(), other.stop()]));

const moved = (to: string, status = 302): string => `${server.url}/go?status=${status}&to=${encodeURIComponent(to)}`;

describe('http.request and redirects', () => {
  it('follows absolute and relative redirects', async () => {
    expect((await call({ url: moved('/end') })).body).toMatchObject({ method: 'GET', url: '/end' });
  });

  it.each([
    [301, 'GET', ''],
    [302, 'GET', ''],
    [303, 'GET', ''],
    [307, 'POST', '{"a":1}'],
    [308, 'POST', '{"a":1}'],
  ])('after %i repeats a POST as %s', async (status, method, body) => {
    const output = await call({ url: moved('/end', status), method: 'POST', body: { a: 1 } });
    expect(output.body).toMatchObject({ method, body });
  });

  it('keeps headers on the same origin, and drops credentials and custom headers on another origin', async () => {
    const input = { auth: { bearer: 'abc' }, headers: { 'x-api-key': 'k', cookie: 'c=1', 'accept-language': 'de' } };
    const same = await call({ ...input, url: moved('/end') });
    expect(same.body).toMatchObject({ headers: { authorization: 'Bearer abc', 'x-api-key': 'k', cookie: 'c=1' } });
    await call({ ...input, url: moved(`${other.url}/end`) });
    const { headers } = other.seen.at(-1) ?? {};
    expect(headers).toMatchObject({ 'accept-language': 'de', 'idempotency-key': 'run-1/call#2' });
    expect([headers?.authorization, headers?.cookie, headers?.['x-api-key']]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('returns a redirect that is expected, or whose target is not http', async () => {
    expect(await call({ url: moved('/end'), expect: { status: 302 } })).toMatchObject({ status: 302, body: 'moved' });
    expect(await call({ url: moved('ftp://example.com/') })).toMatchObject({ status: 302 });
  });

  it('fails after ten redirects', async () => {
    let loops = 0;
    const loop = await startHttpServer((response) => {
      loops += 1;
      response.writeHead(302, { location: `/${loops}` }).end();
    });
    expect(await errorOf({ url: loop.url })).toMatchObject({ code: 'HTTP_RESPONSE_INVALID', isRetryable: false });
    expect(loops).toBe(11);
    await loop.stop();
  });

  it('applies the egress rules to every redirect', async () => {
    const targets = [
      'http://127.0.0.2/',
      'http://[::1]/',
      'http://169.254.169.254/latest/',
      'http://[::ffff:127.0.0.2]/',
      'http://0x7f000002/',
    ];
    for (const target of targets) {
      expect(await errorOf({ url: moved(target) })).toMatchObject({ code: 'HTTP_BLOCKED', isRetryable: false });
    }
  });
});

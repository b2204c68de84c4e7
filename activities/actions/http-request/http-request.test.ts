import { createServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import { callAction } from '../action-call.fixture';
import { EgressGuard } from './egress-guard';
import { createHttpRequest } from './http-request';
import type { HttpOutput } from './http-schema';
import { sendJson, startHttpServer, type TestServer } from './http-server.fixture';

const action = createHttpRequest(new EgressGuard({ allow: ['127.0.0.1'] }));
const call = (input: unknown, signal?: AbortSignal) => callAction<HttpOutput>(action, input, signal);
const errorOf = (input: unknown, signal?: AbortSignal) =>
  call(input, signal).then(
    () => ({}),
    (error: unknown) => error,
  );

let server: TestServer;
beforeAll(async () => {
  server = await startHttpServer((response, request) => {
    const { pathname, searchParams } = new URL(request.url, 'http://x');
    const status = Number(searchParams.get('status') ?? 200);
    if (pathname === '/echo') return sendJson(response, request, status);
    if (pathname === '/text')
      return void response.writeHead(200, { 'content-type': 'text/plain; charset=latin1' }).end(Buffer.from([0xe4]));
    if (pathname === '/binary') return void response.end(Buffer.from([0, 255, 254]));
    if (pathname === '/broken-json')
      return void response.writeHead(200, { 'content-type': 'application/json' }).end('{');
    if (pathname === '/gzip')
      return void response
        .writeHead(200, { 'content-encoding': 'gzip', 'content-type': 'application/problem+json' })
        .end(gzipSync('{"a":1}'));
    if (pathname === '/bomb')
      return void response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(9_000_000)));
    if (pathname === '/large') return void response.end(Buffer.alloc(3 * 1024 * 1024));
    if (pathname === '/empty') return void response.writeHead(204).end();
    if (pathname === '/slow') return undefined;
    if (pathname === '/cut')
      return void response.writeHead(200, { 'content-length': '10' }).write('abc', () => response.destroy());
    response.writeHead(status, { 'retry-after': searchParams.get('after') ?? '' }).end('no');
  });
});
afterAll(() => server.stop());

describe('http.request', () => {
  it('uses GET by default and returns status, headers and the parsed body', async () => {
    const output = await call({ url: `${server.url}/echo`, query: { q: 'a b', n: 1, list: ['x', 'y'], none: null } });
    expect(output).toMatchObject({ status: 200, headers: { 'content-type': 'application/json' } });
    expect(output.body).toMatchObject({ method: 'GET', url: '/echo?q=a+b&n=1&list=x&list=y', body: '' });
  });

  it('sends the idempotency key, unless the definition sends one', async () => {
    const own = await call({ url: `${server.url}/echo`, headers: { 'Idempotency-Key': 'mine' } });
    const ours = await call({ url: `${server.url}/echo`, method: 'POST' });
    expect([own.body, ours.body]).toMatchObject([
      { headers: { 'idempotency-key': 'mine' } },
      { headers: { 'idempotency-key': 'run-1/call#2' } },
    ]);
  });

  it('sends text unchanged and other values as JSON', async () => {
    const url = `${server.url}/echo`;
    const json = await call({ url, method: 'POST', body: { a: [1] } });
    expect(json.body).toMatchObject({ body: '{"a":[1]}', headers: { 'content-type': 'application/json' } });
    const text = await call({
      url,
      method: 'PUT',
      body: 'a=1',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(text.body).toMatchObject({ body: 'a=1', headers: { 'content-type': 'application/x-www-form-urlencoded' } });
    expect((await call({ url, method: 'POST', body: null })).body).toMatchObject({ body: '' });
  });

  it('sends credentials, and masks those of basic authentication when the server echoes them', async () => {
    const bearer = await call({ url: `${server.url}/echo`, auth: { bearer: 'abc' } });
    expect(bearer.body).toMatchObject({ headers: { authorization: 'Bearer abc' } });
    const basic = await call({ url: `${server.url}/echo`, auth: { basic: { username: 'ann', password: 'pw' } } });
    expect(server.seen.at(-1)?.headers.authorization).toBe(`Basic ${Buffer.from('ann:pw').toString('base64')}`);
    expect(basic.body).toMatchObject({ headers: { authorization: 'Basic ***' } });
  });

  it('reads text in its charset, other bytes as Base64 and an empty body as null, and decompresses', async () => {
    const bodies = await Promise.all(
      ['text', 'binary', 'broken-json', 'gzip', 'empty'].map(
        async (path) => (await call({ url: `${server.url}/${path}` })).body,
      ),
    );
    expect(bodies).toEqual(['ä', 'AP/+', '{', { a: 1 }, null]);
  });

  it.each([
    [400, false],
    [404, false],
    [408, true],
    [409, false],
    [422, false],
    [429, true],
    [500, true],
    [503, true],
  ])('fails with HTTP_%i, retryable: %s', async (status, isRetryable) => {
    expect(await errorOf({ url: `${server.url}/echo?status=${status}` })).toMatchObject({
      code: `HTTP_${status}`,
      isRetryable,
      details: { status, headers: expect.any(Object), body: expect.any(Object) },
    });
  });

  it('uses Retry-After, in seconds or as a date', async () => {
    expect(await errorOf({ url: `${server.url}/?status=429&after=7` })).toMatchObject({ retryAfterMs: 7_000 });
    const date = new Date(Date.now() + 60_000).toUTCString();
    const error = await errorOf({ url: `${server.url}/?status=503&after=${encodeURIComponent(date)}` });
    expect((error as { retryAfterMs: number }).retryAfterMs).toBeGreaterThan(55_000);
    expect(await errorOf({ url: `${server.url}/?status=503&after=soon` })).toMatchObject({ retryAfterMs: undefined });
  });

  it('accepts an expected status, and fails for any other', async () => {
    expect(await call({ url: `${server.url}/?status=404`, expect: { status: [200, 404] } })).toMatchObject({
      status: 404,
      body: 'no',
    });
    expect(await errorOf({ url: `${server.url}/`, expect: { status: 201 } })).toMatchObject({
      code: 'HTTP_RESPONSE_INVALID',
      isRetryable: false,
    });
    expect(await errorOf({ url: `${server.url}/?status=500`, expect: { status: 201 } })).toMatchObject({
      code: 'HTTP_500',
    });
  });

  it('validates the body with expect.schema', async () => {
    const schema = { type: 'object', required: ['method', 'id'], properties: { method: { const: 'POST' } } };
    const error = await errorOf({ url: `${server.url}/echo`, expect: { schema } });
    expect(error).toMatchObject({
      code: 'HTTP_RESPONSE_INVALID',
      message: expect.stringMatching(/id.*method|method.*id/s),
    });
    expect(await call({ url: `${server.url}/echo`, expect: { schema: { type: 'object' } } })).toMatchObject({
      status: 200,
    });
    expect(await errorOf({ url: `${server.url}/echo`, expect: { schema: { type: 'thing' } } })).toMatchObject({
      code: 'INPUT_INVALID',
    });
  });

  it('rejects a response that is too large, before or after decompression', async () => {
    expect(await errorOf({ url: `${server.url}/large` })).toMatchObject({
      code: 'PAYLOAD_TOO_LARGE',
      isRetryable: false,
    });
    expect(await errorOf({ url: `${server.url}/bomb` })).toMatchObject({
      code: 'PAYLOAD_TOO_LARGE',
      isRetryable: false,
    });
  });

  it('fails with HTTP_UNREACHABLE, retryable, when nothing listens, a name is unknown, or a response breaks off', async () => {
    const unreachable = { code: 'HTTP_UNREACHABLE', isRetryable: true };
    const free = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => free.once('listening', resolve));
    const { port } = free.address() as { port: number };
    await new Promise((resolve) => free.close(resolve));
    expect(await errorOf({ url: `http://127.0.0.1:${port}/` })).toMatchObject({
      ...unreachable,
      message: expect.stringContaining('ECONNREFUSED'),
    });
    expect(await errorOf({ url: 'http://no-such-host.invalid/' })).toMatchObject(unreachable);
    expect(await errorOf({ url: `${server.url}/cut` })).toMatchObject(unreachable);
  });

  it('stops when it is aborted', async () => {
    const controller = new AbortController();
    const running = errorOf({ url: `${server.url}/slow` }, controller.signal);
    setTimeout(() => controller.abort(new Error('enough')), 30);
    expect(await running).toMatchObject({ message: 'enough' });
  });

  it.each([
    ['ftp://example.com/', 'its scheme must be http or https'],
    ['/relative', 'not an absolute URL'],
    ['http://user:pw@example.com/', 'credentials must be in `auth`'],
  ])('rejects the URL %s', async (url, reason) => {
    expect(await errorOf({ url })).toMatchObject({
      code: 'INPUT_INVALID',
      isRetryable: false,
      message: expect.stringContaining(reason),
    });
  });

  it('rejects header values with line breaks, and headers that the connection sets', async () => {
    expect(await errorOf({ url: server.url, headers: { 'x-a': 'b\r\nx-c: d' } })).toMatchObject({
      code: 'INPUT_INVALID',
    });
    expect(action.input.safeParse({ url: server.url, headers: { Host: 'x' } }).success).toBe(false);
    expect(
      action.input.safeParse({ url: server.url, auth: { bearer: 'a', basic: { username: 'a', password: 'b' } } })
        .success,
    ).toBe(false);
  });
});

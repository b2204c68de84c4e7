import { callAction } from '../action-call.fixture';
import { EgressGuard } from './egress-guard';
import { createHttpRequest } from './http-request';
import type { HttpOutput } from './http-schema';
import { sendJson, startHttpServer, type TestServer } from './http-server.fixture';

// The exact form of what is sent, and of what is returned.

const action = createHttpRequest(new EgressGuard({ allow: ['127.0.0.1'] }));
const call = (input: unknown) => callAction<HttpOutput>(action, input);
const errorOf = (input: unknown) => call(input).catch((error: unknown) => error);

let server: TestServer;
beforeAll(async () => {
  server = await startHttpServer((response, request) => {
    const { pathname, searchParams } = new URL(request.url, 'http://x');
    if (pathname === '/echo') return sendJson(response, request);
    const cookies = searchParams.getAll('cookie');
    const headers = {
      'content-type': searchParams.get('type') ?? 'application/json',
      ...(cookies.length === 0 ? {} : { 'set-cookie': cookies, link: ['<a>', '<b>'] }),
    };
    response.writeHead(Number(searchParams.get('status') ?? 200), headers).end(request.body);
  });
});
afterAll(() => server.stop());

it.each([[['a=1']], [['a=1; expires=Fri, 01 Jan 2027 00:00:00 GMT', 'b=2']]])(
  'returns every cookie that is set: %j',
  async (cookie) => {
    const { headers } = await call({ url: `${server.url}/send`, query: { cookie } });
    expect(headers).toMatchObject({ 'set-cookie': cookie, link: '<a>, <b>' });
  },
);

it.each([
  ['?X-Sign=a%2Fb+c%20d&empty&', '?X-Sign=a%2Fb+c%20d&empty&&more=1'],
  ['', '?more=1'],
  ['?', '?more=1'],
  ['#part', '?more=1'],
])('keeps the query of the URL as it is: %s', async (search, sent) => {
  const { body } = await call({ url: `${server.url}/echo${search}`, query: { more: 1 } });
  expect(body).toMatchObject({ url: `/echo${sent}` });
});

it('sends a map as a form if the content type says so', async () => {
  const contentType = 'application/x-www-form-urlencoded; charset=UTF-8';
  const body = { text: 'a b&c', list: [1, true], none: null, '=': 'ü' };
  const sent = await call({
    url: `${server.url}/echo`,
    method: 'POST',
    body,
    headers: { 'Content-Type': contentType },
  });
  expect(sent.body).toMatchObject({
    body: 'text=a+b%26c&list=1&list=true&%3D=%C3%BC',
    headers: { 'content-type': contentType },
  });
});

it('sends lists and maps as JSON with any content type of JSON', async () => {
  const headers = { 'content-type': 'application/vnd.api+json' };
  const sent = await call({ url: `${server.url}/echo`, method: 'POST', body: [{ a: 1 }], headers });
  expect(sent.body).toMatchObject({ body: '[{"a":1}]', headers });
});

it.each([
  ['application/x-www-form-urlencoded', { a: { b: 1 } }, 'the field "a" of a form'],
  ['application/x-www-form-urlencoded', [1], 'a list cannot be sent as application/x-www-form-urlencoded'],
  ['multipart/form-data', { a: 1 }, 'a map cannot be sent as multipart/form-data'],
  ['application/xml; note=json', { a: 1 }, 'write the body as text'],
])('refuses a body that %s does not allow: %j', async (contentType, body, reason) => {
  const input = { url: server.url, method: 'POST', body, headers: { 'content-type': contentType } };
  expect(await errorOf(input)).toMatchObject({
    code: 'INPUT_INVALID',
    isRetryable: false,
    message: expect.stringContaining(reason),
  });
});

it.each([
  ['application/json; charset=nonsense', '{"a":"ü"}', { a: 'ü' }],
  ['application/problem+json; charset="utf8mb4"', '{"a":1}', { a: 1 }],
  ['text/plain; charset=nonsense', 'ü', 'ü'],
])('reads a body with an unknown charset as UTF-8: %s', async (type, sent, body) => {
  expect(await call({ url: `${server.url}/send`, query: { type }, method: 'POST', body: sent })).toMatchObject({
    body,
  });
});

describe('a number that JSON cannot carry exactly', () => {
  const send = (body: string, more: object = {}) => ({ url: `${server.url}/send`, method: 'POST', body, ...more });

  it.each(['{"id":12345678901234567890}', '[[9007199254740993]]', '1e999', '-9007199254740993'])(
    'is an error: %s',
    async (body) => {
      expect(await errorOf(send(body))).toMatchObject({
        code: 'HTTP_RESPONSE_INVALID',
        isRetryable: false,
        message: expect.stringMatching(/number -?\d[\de]+, which is too large.*`responseType: text`/s),
        details: { body },
      });
    },
  );

  it('stays as it is with responseType: text', async () => {
    const body = '{"id":12345678901234567890}';
    expect(await call(send(body, { responseType: 'text' }))).toMatchObject({ body });
  });

  it('does not hide the status of the response', async () => {
    const body = '{"id":12345678901234567890}';
    expect(await errorOf(send(body, { query: { status: 409 } }))).toMatchObject({
      code: 'HTTP_409',
      details: { body },
    });
  });

  it.each(['{"id":9007199254740992}', '{"price":0.1,"big":1e300}', '"12345678901234567890"'])(
    'is none of these: %s',
    async (body) => {
      expect(await call(send(body))).toMatchObject({ body: JSON.parse(body) });
    },
  );
});

import { grpcCodes, type GrpcCode } from './grpc-status';
import { readTemporalError } from './read-temporal-error';

const server = { address: 'temporal:7233', namespace: 'shop' };

const statusOf = (name: GrpcCode, details: string): Error =>
  Object.assign(new Error('failed'), { code: grpcCodes[name], details });

/** The server's text in the message. */
function reasonIn(details: string): string | undefined {
  const { message = '' } = readTemporalError(statusOf('INTERNAL', details), server) ?? {};
  return /^The Temporal server at temporal:7233 \(namespace shop\) reported an error(?:: ([^]*))?\. Try again; /.exec(
    message,
  )?.[1];
}

describe('the reason of a failed call', () => {
  it.each<[string, string, string | undefined]>([
    ['one line', 'a\u001B[2J\r\n\tb\u0000\u009B', 'a [2J b'],
    ['without its last full stop', '  Two sentences. The second.\n', 'Two sentences. The second'],
    ['left out when there is none', '', undefined],
    ['left out when it is blank', ' \n', undefined],
    ['cut after 500 characters', 'r'.repeat(501), 'r'.repeat(500)],
    ['cut after the conversion to one line', `${'\u0007'.repeat(400)}${'r'.repeat(500)}`, 'r'.repeat(500)],
    ['well-formed after the cut', `${'r'.repeat(499)}😀`, `${'r'.repeat(499)}\uFFFD`],
    [
      'the last error of gRPC',
      'Deadline. Last error: connect ECONNREFUSED (2026-11-30T12:00:00.000Z). Resolution note: none',
      'connect ECONNREFUSED',
    ],
    ["Node's message", 'Last error: Error [ERR_X]: no route. Resolution note: none', 'no route'],
    ["the message of the SDK's core", 'tonic Status { code: Internal, message: "broken" }', 'broken'],
  ])('is %s', (_what, details, reason) => {
    expect(reasonIn(details)).toBe(reason);
  });
});

describe('a failed call', () => {
  it.each<[string, GrpcCode, string]>([
    ['PAYLOAD_TOO_LARGE', 'RESOURCE_EXHAUSTED', 'grpc: received message larger than max (5 vs. 4)'],
    ['PAYLOAD_TOO_LARGE', 'INVALID_ARGUMENT', 'Blob data size exceeds limit.'],
    ['PAYLOAD_TOO_LARGE', 'INVALID_ARGUMENT', 'request exceeds the maximum size of 4 MiB'],
    ['SERVER_FAILED', 'INTERNAL', 'Blob data size exceeds limit.'],
    ['RESOURCE_EXHAUSTED', 'RESOURCE_EXHAUSTED', 'namespace rate limit exceeded'],
    ['REQUEST_REFUSED', 'INVALID_ARGUMENT', 'WorkflowId is not set on request.'],
    ['NAMESPACE_NOT_FOUND', 'NOT_FOUND', 'Namespace shop is not found.'],
    ['REQUEST_REFUSED', 'NOT_FOUND', 'The namespace handler is not found.'],
    ['REQUEST_REFUSED', 'FAILED_PRECONDITION', 'Namespace shop is not found.'],
    ['TLS_FAILED', 'UNAVAILABLE', 'self-signed certificate'],
    ['TLS_FAILED', 'INTERNAL', 'received corrupt message of type InvalidContentType'],
    ['PERMISSION_DENIED', 'PERMISSION_DENIED', 'certificate of another team'],
  ])('is %s for %s: %s', (code, name, details) => {
    expect(readTemporalError(statusOf(name, details), server)).toMatchObject({ code });
  });

  it('has no reason when the namespace is missing, because the message names it', () => {
    const { message } = readTemporalError(statusOf('NOT_FOUND', 'Namespace shop is not found.'), server) ?? {};
    expect(message).toMatch(
      /^The Temporal server at temporal:7233 \(namespace shop\) has no namespace of that name\. /,
    );
  });

  it('has no address when none is known', () => {
    const { message } = readTemporalError(statusOf('INTERNAL', ''), { namespace: 'shop' }) ?? {};
    expect(message).toMatch(/^The Temporal server \(namespace shop\) reported an error\. /);
  });

  it('is SERVER_UNREACHABLE when no connection is made in time', () => {
    expect(readTemporalError(new Error('Failed to connect before the deadline'), server)).toEqual({
      ...{ code: 'SERVER_UNREACHABLE', isTransient: true },
      message: expect.stringMatching(/ does not answer\. Check the address/),
    });
  });

  it.each<[string, unknown]>([
    ['of another class with those words', new TypeError('Failed to connect before the deadline')],
    ['with the code of a system call', Object.assign(new Error('failed'), { code: 'ECONNREFUSED', details: 'x' })],
    ['with a number that is not a status', Object.assign(new Error('failed'), { code: 99, details: 'x' })],
    ['with a status but no text', Object.assign(new Error('failed'), { code: 13 })],
    ['of Octavo whose cause has a status', new Error('failed', { cause: statusOf('INTERNAL', 'x') })],
    ['that is a text', 'Failed to connect before the deadline'],
  ])('is not read from an error %s', (_which, error) => {
    expect(readTemporalError(error, server)).toBeUndefined();
  });
});

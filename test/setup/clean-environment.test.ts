import { cleanEnvironment } from './clean-environment';

describe('the environment of a command that a test runs', () => {
  it.each(['PATH', 'HOME', 'OCTAVO_TEMPORAL_CLI', 'OCTAVO_CACHE', 'XDG_CACHE_HOME'])('keeps %s', (name) => {
    expect(cleanEnvironment({ [name]: 'x' })).toEqual({ [name]: 'x' });
  });

  it.each(['HTTPS_PROXY', 'https_proxy', 'NO_PROXY', 'GOPROXY', 'PIP_INDEX_URL', 'SSL_CERT_FILE'])(
    'keeps %s, to install what is missing',
    (name) => expect(cleanEnvironment({ [name]: 'x' })).toEqual({ [name]: 'x' }),
  );

  it.each(['TEMPORAL_ADDRESS', 'REDIS_URL', 'OCTAVO_TASK_QUEUE', 'OCTAVO_SECRET_TOKEN', 'NODE_OPTIONS', 'FORCE_COLOR'])(
    'lacks %s',
    (name) => expect(cleanEnvironment({ [name]: 'x' })).toEqual({}),
  );
});

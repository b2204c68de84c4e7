import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { cleanEnvironment, withOctavo } from './clean-environment';

describe('the environment of a command that a test runs', () => {
  it.each(['PATH', 'HOME', 'OCTAVO_TEMPORAL_CLI', 'OCTAVO_CACHE', 'XDG_CACHE_HOME'])('keeps %s', (name) => {
    expect(cleanEnvironment({ [name]: 'x' })).toEqual(withOctavo({ [name]: 'x' }));
  });

  it.each(['HTTPS_PROXY', 'https_proxy', 'NO_PROXY', 'GOPROXY', 'PIP_INDEX_URL', 'SSL_CERT_FILE'])(
    'keeps %s, to install what is missing',
    (name) => expect(cleanEnvironment({ [name]: 'x' })).toEqual(withOctavo({ [name]: 'x' })),
  );

  it.each(['TEMPORAL_ADDRESS', 'REDIS_URL', 'OCTAVO_TASK_QUEUE', 'OCTAVO_SECRET_TOKEN', 'NODE_OPTIONS', 'FORCE_COLOR'])(
    'lacks %s',
    (name) => expect(cleanEnvironment({ [name]: 'x' })).toEqual(withOctavo({})),
  );

  it('finds octavo first', () => {
    const [first = '', ...rest] = cleanEnvironment({ PATH: 'x' })['PATH']?.split(delimiter) ?? [];
    expect([existsSync(join(first, 'octavo')), rest]).toEqual([true, ['x']]);
  });
});

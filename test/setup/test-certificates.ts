import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const EC_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

/** A certificate and its key: paths of PEM files. */
export interface TestCertificate {
  readonly cert: string;
  readonly key: string;
}

/** A certificate authority of one test, made by openssl in a folder of its own. */
export class TestCertificates {
  readonly folder = mkdtempSync(join(tmpdir(), 'octavo-certificates-'));
  readonly ca: TestCertificate = this.#pathsOf('ca');

  constructor() {
    this.#openssl([
      'req',
      '-x509',
      ...EC_KEY,
      '-keyout',
      this.ca.key,
      '-out',
      this.ca.cert,
      '-days',
      '2',
      '-subj',
      '/CN=ca',
    ]);
  }

  /** Signs a certificate for names such as `DNS:localhost`; without names it is one of a client. */
  sign(name: string, subjects: readonly string[] = []): TestCertificate {
    const { cert, key } = this.#pathsOf(name);
    const [request, extensions] = [join(this.folder, `${name}.csr`), join(this.folder, `${name}.ext`)];
    writeFileSync(extensions, subjects.length === 0 ? '' : `subjectAltName=${subjects.join(',')}\n`);
    this.#openssl(['req', '-new', ...EC_KEY, '-keyout', key, '-out', request, '-subj', `/CN=${name}`]);
    const by = ['-CA', this.ca.cert, '-CAkey', this.ca.key, '-CAcreateserial'];
    this.#openssl(['x509', '-req', '-in', request, ...by, '-days', '2', '-extfile', extensions, '-out', cert]);
    return { cert, key };
  }

  /** How a test connects with a certificate. */
  tlsOf({ cert, key }: TestCertificate): Readonly<Record<'ca' | 'cert' | 'key', Buffer>> {
    return { ca: readFileSync(this.ca.cert), cert: readFileSync(cert), key: readFileSync(key) };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  #pathsOf(name: string): TestCertificate {
    return { cert: join(this.folder, `${name}.pem`), key: join(this.folder, `${name}.key`) };
  }

  #openssl(args: readonly string[]): void {
    execFileSync('openssl', args, { stdio: 'pipe' });
  }
}

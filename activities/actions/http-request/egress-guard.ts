import ipaddr from 'ipaddr.js';
import { restartHint } from '@octavo/orchestrators/model';
import { isPublicAddress, parseAddress, stripBrackets } from './address-rules';
import { ActionError } from '../../define-action';
import { lookup as dnsLookup, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';

/** Where requests may go beside public addresses, and where not. `deny` wins. */
export interface EgressRules {
  /** Addresses, CIDR ranges, host names, and `*.domain` for every name below a domain. */
  readonly allow?: readonly string[];
  readonly deny?: readonly string[];
}

type ResolveAll = (host: string, found: (error: Error | null, addresses: readonly LookupAddress[]) => void) => void;

const resolveBySystem: ResolveAll = (host, found) => {
  dnsLookup(host, { all: true, verbatim: true }, (error, addresses) => found(error, addresses ?? []));
};

/**
 * Decides which addresses a request may reach. Literals are checked before the request, because Node does not look
 * them up; names are checked when the connection is made, and the connection goes to the very address that was checked,
 * so that a name which resolves differently the next time gains nothing.
 */
export class EgressGuard {
  readonly #allow: readonly Rule[];
  readonly #deny: readonly Rule[];
  readonly #resolve: ResolveAll;

  constructor(rules: EgressRules, resolve: ResolveAll = resolveBySystem) {
    this.#allow = (rules.allow ?? []).map(parseRule);
    this.#deny = (rules.deny ?? []).map(parseRule);
    this.#resolve = resolve;
  }

  /** @throws EgressBlockedError for a literal address, or a denied name, that requests may not reach */
  checkHost(hostname: string): void {
    const host = normalizeHost(hostname);
    const rule = this.#findDenying(host, host)?.text;
    if (rule !== undefined) throw new EgressBlockedError(hostname, { rule, addresses: [] });
    if (parseAddress(host) === undefined || this.#mayReach(host, host)) return;
    throw new EgressBlockedError(hostname, { addresses: [] });
  }

  /** For `net.connect`: gives only addresses that may be reached, and an error where there is none. */
  readonly lookup: LookupFunction = (hostname, options, callback) => {
    this.#resolve(hostname, (error, addresses) => {
      if (error !== null) return callback(error, '', 0);
      const host = normalizeHost(hostname);
      const reachable = addresses.filter(({ address }) => this.#mayReach(host, address));
      const [first] = reachable;
      if (first === undefined) return callback(new EgressBlockedError(hostname, this.#refuse(host, addresses)), '', 0);
      return options.all ? callback(null, [...reachable]) : callback(null, first.address, first.family);
    });
  };

  #mayReach(host: string, address: string): boolean {
    if (this.#findDenying(host, address) !== undefined) return false;
    return isPublicAddress(address) || this.#allow.some((rule) => matches(rule, host, address));
  }

  #findDenying(host: string, address: string): Rule | undefined {
    return this.#deny.find((rule) => matches(rule, host, address));
  }

  /** To allow an address helps unless all of them are denied. */
  #refuse(host: string, found: readonly LookupAddress[]): EgressRefusal {
    const addresses = found.map(({ address }) => address);
    const others = addresses.filter((address) => this.#findDenying(host, address) === undefined);
    const rule = others.length > 0 ? undefined : this.#findDenying(host, addresses[0] ?? '')?.text;
    return rule === undefined ? { addresses: others } : { rule, addresses };
  }
}

interface Rule {
  /** As it is configured. */
  readonly text: string;
  readonly range?: [ipaddr.IPv4 | ipaddr.IPv6, number];
  /** Where it is no range. */
  readonly host?: string;
}

/** True where `text` can stand in a list of rules. */
export function isEgressRule(text: string): boolean {
  return (
    ipaddr.isValidCIDR(text) || parseAddress(text) !== undefined || /^(\*\.)?[a-z\d]([\w.-]*[a-z\d])?$/i.test(text)
  );
}

function parseRule(text: string): Rule {
  if (!isEgressRule(text)) throw new TypeError(`"${text}" is no address, CIDR range or host name`);
  if (ipaddr.isValidCIDR(text)) return { text, range: ipaddr.parseCIDR(text) };
  const address = parseAddress(text);
  if (address === undefined) return { text, host: normalizeHost(text) };
  return { text, range: [address, address.kind() === 'ipv4' ? 32 : 128] };
}

function matches(rule: Rule, host: string, address: string): boolean {
  return matchesHost(rule, host) || matchesAddress(rule, address);
}

function matchesHost({ host: pattern }: Rule, host: string): boolean {
  return pattern?.startsWith('*.') === true ? host.endsWith(pattern.slice(1)) : pattern === host;
}

function matchesAddress({ range }: Rule, text: string): boolean {
  const address = parseAddress(text);
  if (address === undefined || range === undefined) return false;
  return address.kind() === range[0].kind() && address.match(range);
}

function normalizeHost(host: string): string {
  return stripBrackets(host).toLowerCase().replace(/\.$/, '');
}

/** Why requests may not go to a host. */
export interface EgressRefusal {
  /** What `egress.deny` lists; absent: it lists nothing that matches, and `egress.allow` neither. */
  readonly rule?: string;
  /** What the name resolves to; empty where it was not resolved. */
  readonly addresses: readonly string[];
}

/** The egress rules do not let a request go there. */
export class EgressBlockedError extends ActionError {
  constructor(host: string, refusal: EgressRefusal) {
    super('HTTP_BLOCKED', `Requests may not go to ${host}: ${describe(refusal)}. ${restartHint}`, { retryable: false });
    this.name = 'EgressBlockedError';
  }
}

function describe({ rule, addresses }: EgressRefusal): string {
  const resolved = addresses.length === 0 ? '' : `it resolves to ${addresses.join(' and ')}, `;
  if (rule !== undefined)
    return `${resolved}${resolved === '' ? '' : 'and '}egress.deny in octavo.config.yaml lists ${rule}`;
  const isNotPublic = ['it is not a public address', 'which is not public', 'which are not public'];
  const reason = isNotPublic[Math.min(addresses.length, 2)];
  return `${resolved}${reason}; egress.allow in octavo.config.yaml allows addresses and names`;
}

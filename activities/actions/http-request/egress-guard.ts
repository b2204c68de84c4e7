import ipaddr from 'ipaddr.js';
import { restartHint } from '@octavo/orchestrators/model';
import { isPublicAddress, parseAddress, stripBrackets } from './address-rules';
import { ActionError } from '../../define-action';
import { lookup as dnsLookup, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';

/** Addresses that requests may reach in addition to public ones, and those that they may not. `deny` overrides `allow`. */
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
 * Decides which addresses a request may reach. Literal addresses are checked before the request, because Node does not
 * resolve them. Names are checked when the connection is made. The connection uses the address that was checked, so a name
 * that resolves differently the next time cannot bypass the check.
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

  /** @throws EgressBlockedError for a literal address that requests may not reach, or a denied name */
  checkHost(hostname: string): void {
    const host = normalizeHost(hostname);
    const rule = this.#findDenying(host, host)?.text;
    if (rule !== undefined) throw new EgressBlockedError(hostname, { rule, addresses: [] });
    if (parseAddress(host) === undefined || this.#mayReach(host, host)) return;
    throw new EgressBlockedError(hostname, { addresses: [] });
  }

  /** For `net.connect`: returns only addresses that requests may reach, or an error if there is none. */
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

  /** Names the denying rule only if it denies all addresses: otherwise, allowing one of the others would help. */
  #refuse(host: string, found: readonly LookupAddress[]): EgressRefusal {
    const addresses = found.map(({ address }) => address);
    const others = addresses.filter((address) => this.#findDenying(host, address) === undefined);
    const rule = others.length > 0 ? undefined : this.#findDenying(host, addresses[0] ?? '')?.text;
    return rule === undefined ? { addresses: others } : { rule, addresses };
  }
}

interface Rule {
  /** The text of the configuration. */
  readonly text: string;
  readonly range?: [ipaddr.IPv4 | ipaddr.IPv6, number];
  /** Set if the rule is not an address or range. */
  readonly host?: string;
}

/** True if `text` is a valid rule. */
export function isEgressRule(text: string): boolean {
  return (
    ipaddr.isValidCIDR(text) || parseAddress(text) !== undefined || /^(\*\.)?[a-z\d]([\w.-]*[a-z\d])?$/i.test(text)
  );
}

function parseRule(text: string): Rule {
  if (!isEgressRule(text)) throw new TypeError(`"${text}" is not an address, a CIDR range or a host name`);
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
  /** The rule of `egress.deny` that matches. Absent if no rule of `egress.deny` or `egress.allow` matches. */
  readonly rule?: string;
  /** The addresses that the name resolves to; empty if it was not resolved. */
  readonly addresses: readonly string[];
}

/** The error for a request that the egress rules do not allow. */
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

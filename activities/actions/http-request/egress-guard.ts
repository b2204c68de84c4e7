import { lookup as dnsLookup, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { isPublicAddress, parseAddress, stripBrackets } from './address-rules';
import { EgressBlockedError } from './egress-blocked-error';

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
    const isLiteral = parseAddress(host) !== undefined;
    if (isLiteral ? !this.#mayReach(host, host) : matchesHost(this.#deny, host)) throw new EgressBlockedError(hostname);
  }

  /** For `net.connect`: gives only addresses that may be reached, and an error where there is none. */
  readonly lookup: LookupFunction = (hostname, options, callback) => {
    this.#resolve(hostname, (error, addresses) => {
      if (error !== null) return callback(error, '', 0);
      const reachable = addresses.filter(({ address }) => this.#mayReach(normalizeHost(hostname), address));
      const [first] = reachable;
      if (first === undefined) return callback(new EgressBlockedError(hostname), '', 0);
      return options.all ? callback(null, [...reachable]) : callback(null, first.address, first.family);
    });
  };

  #mayReach(host: string, address: string): boolean {
    if (matchesHost(this.#deny, host) || matchesAddress(this.#deny, address)) return false;
    return isPublicAddress(address) || matchesHost(this.#allow, host) || matchesAddress(this.#allow, address);
  }
}

type Rule = { readonly range: [ipaddr.IPv4 | ipaddr.IPv6, number] } | { readonly host: string };

/** True where `text` can stand in a list of rules. */
export function isEgressRule(text: string): boolean {
  return (
    ipaddr.isValidCIDR(text) || parseAddress(text) !== undefined || /^(\*\.)?[a-z\d]([\w.-]*[a-z\d])?$/i.test(text)
  );
}

function parseRule(text: string): Rule {
  if (!isEgressRule(text)) throw new TypeError(`"${text}" is no address, CIDR range or host name`);
  if (ipaddr.isValidCIDR(text)) return { range: ipaddr.parseCIDR(text) };
  const address = parseAddress(text);
  if (address === undefined) return { host: normalizeHost(text) };
  return { range: [address, address.kind() === 'ipv4' ? 32 : 128] };
}

function matchesHost(rules: readonly Rule[], host: string): boolean {
  return rules.some((rule) => {
    if (!('host' in rule)) return false;
    return rule.host.startsWith('*.') ? host.endsWith(rule.host.slice(1)) : rule.host === host;
  });
}

function matchesAddress(rules: readonly Rule[], text: string): boolean {
  const address = parseAddress(text);
  if (address === undefined) return false;
  return rules.some((rule) => 'range' in rule && address.kind() === rule.range[0].kind() && address.match(rule.range));
}

function normalizeHost(host: string): string {
  return stripBrackets(host).toLowerCase().replace(/\.$/, '');
}

import ipaddr from 'ipaddr.js';

/** An address that requests may go to without being allowed by name: public unicast, and nothing that leads elsewhere. */
export function isPublicAddress(address: string): boolean {
  const parsed = parseAddress(address);
  if (parsed === undefined) return false;
  if (parsed.kind() === 'ipv4') return parsed.range() === 'unicast' && !isMetadataAddress(parsed);
  return parsed.match(GLOBAL_UNICAST_V6) && parsed.range() === 'unicast';
}

/** Reads an address; an IPv4 address that is mapped into IPv6 counts as itself. */
export function parseAddress(address: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  const text = stripBrackets(address).replace(/%.*$/, '');
  return ipaddr.isValid(text) ? ipaddr.process(text) : undefined;
}

/** `[::1]` as URLs have it gives `::1`. */
export function stripBrackets(host: string): string {
  return host.startsWith('[') && host.endsWith(']') ? host.slice(1, -1) : host;
}

// Everything outside is special, or IPv4 in disguise (`::127.0.0.1`), or unassigned.
const GLOBAL_UNICAST_V6: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse('2000::'), 3];

/** Azure's host agent answers on an address that is otherwise public. */
function isMetadataAddress(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  return address.toString() === '168.63.129.16';
}

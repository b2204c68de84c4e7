import ipaddr from 'ipaddr.js';

/** True if requests may go to the address without a rule: a public unicast address that contains no other address. */
export function isPublicAddress(address: string): boolean {
  const parsed = parseAddress(address);
  if (parsed === undefined) return false;
  if (parsed.kind() === 'ipv4') return parsed.range() === 'unicast' && !isMetadataAddress(parsed);
  return parsed.match(GLOBAL_UNICAST_V6) && parsed.range() === 'unicast';
}

/** Reads an address. An IPv4 address that is mapped into IPv6 becomes an IPv4 address. */
export function parseAddress(address: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  const text = stripBrackets(address).replace(/%.*$/, '');
  return ipaddr.isValid(text) ? ipaddr.process(text) : undefined;
}

/** Returns `::1` for `[::1]`, the form in URLs. */
export function stripBrackets(host: string): string {
  return host.startsWith('[') && host.endsWith(']') ? host.slice(1, -1) : host;
}

// All other IPv6 addresses are special, unassigned, or contain an IPv4 address (`::127.0.0.1`).
const GLOBAL_UNICAST_V6: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse('2000::'), 3];

/** The address of Azure's host agent, which is in a public range. */
function isMetadataAddress(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  return address.toString() === '168.63.129.16';
}

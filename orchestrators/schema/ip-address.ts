const BYTE = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const IPV4 = new RegExp(`^${BYTE}(?:\\.${BYTE}){3}$`);
const GROUPS = 8;

/** Whether a text is an IPv4 address in dotted decimals, without leading zeros. */
export function isIpv4(text: string): boolean {
  return IPV4.test(text);
}

/** Whether a text is an IPv6 address (RFC 4291), without a zone. */
export function isIpv6(text: string): boolean {
  const halves = text.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const isTailIpv4 = isIpv4(groups.at(-1) ?? '');
  const hex = isTailIpv4 ? groups.slice(0, -1) : groups;
  const count = hex.length + (isTailIpv4 ? 2 : 0);
  const isEnough = halves.length === 2 ? count < GROUPS : count === GROUPS;
  return isEnough && hex.every((group) => /^[0-9a-f]{1,4}$/i.test(group));
}

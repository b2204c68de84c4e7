const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base64 with padding (RFC 4648, section 4). */
export function encodeBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [first = 0, second, third] = [bytes[at], bytes[at + 1], bytes[at + 2]];
    const group = (first << 16) | ((second ?? 0) << 8) | (third ?? 0);
    text += digit(group, 18) + digit(group, 12);
    text += second === undefined ? '==' : digit(group, 6) + (third === undefined ? '=' : digit(group, 0));
  }
  return text;
}

function digit(group: number, shift: number): string {
  return ALPHABET.charAt((group >> shift) & 63);
}

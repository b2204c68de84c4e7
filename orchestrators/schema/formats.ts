import { compilePattern } from '../expressions/pattern';
import { parseTimestampMs } from '../expressions/time';
import { isIpv4, isIpv6 } from './ip-address';

type Format = (text: string) => boolean;

const LABEL = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
const HOSTNAME = new RegExp(`^${LABEL}(?:\\.${LABEL})*$`);
const EMAIL_LOCAL = /^(?:[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*|"(?:[^"\\\r\n]|\\.)+")$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const POINTER = /^(?:\/(?:[^~/]|~[01])*)*$/;
const RELATIVE_POINTER = /^(?:0|[1-9]\d*)(?:#|(?:\/(?:[^~/]|~[01])*)*)$/;
const URI_CHARACTERS = /^(?:[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*$/;
const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]*:/;
const AUTHORITY = /^(?:[A-Za-z][A-Za-z0-9+.-]*:)?\/\/([^/?#]*)/;
const HOST = /^(?:[^@[\]]*@)?(?:\[([^\]]*)\]|[^:[\]@]*)(?::\d*)?$/;
const ISO_DURATION = /^P(?!$)(?:\d+W|(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?)$/;
const ANY_DATE = '2000-01-01';

/** The formats that are validated; other formats are annotations. */
export const formats: ReadonlyMap<string, Format> = new Map<string, Format>([
  ['date-time', (text) => isTime(text)],
  ['date', (text) => /^\d{4}-\d\d-\d\d$/.test(text) && isTime(`${text}T00:00:00Z`)],
  ['time', (text) => isTime(`${ANY_DATE}T${text}`)],
  ['duration', (text) => ISO_DURATION.test(text)],
  ['email', isEmail],
  ['hostname', (text) => text.length <= 253 && HOSTNAME.test(text)],
  ['ipv4', isIpv4],
  ['ipv6', isIpv6],
  ['uri', (text) => SCHEME.test(text) && isUriReference(text)],
  ['uri-reference', isUriReference],
  ['uuid', (text) => UUID.test(text)],
  ['json-pointer', (text) => POINTER.test(text)],
  ['relative-json-pointer', (text) => RELATIVE_POINTER.test(text)],
  ['regex', (text) => compilePattern(text) !== undefined],
]);

/** A leap second is valid only at the end of a day in UTC. */
function isTime(text: string): boolean {
  if (parseTimestampMs(text) !== undefined) return true;
  if (!/:60(?=[.Zz+-])/.test(text)) return false;
  const before = parseTimestampMs(text.replace(/:60(?=[.Zz+-])/, ':59'));
  return before !== undefined && new Date(before).toISOString().slice(11, 19) === '23:59:59';
}

function isEmail(text: string): boolean {
  const at = text.lastIndexOf('@');
  const [local, domain] = [text.slice(0, Math.max(at, 0)), text.slice(at + 1)];
  const literal = /^\[(?:IPv6:(.*)|(.*))\]$/.exec(domain);
  const isDomain = literal === null ? HOSTNAME.test(domain) : isIpv6(literal[1] ?? '') || isIpv4(literal[2] ?? '');
  return at > 0 && EMAIL_LOCAL.test(local) && isDomain;
}

function isUriReference(text: string): boolean {
  if (!URI_CHARACTERS.test(text) || text.split('#').length > 2) return false;
  const authority = AUTHORITY.exec(text)?.[1];
  const rest = text.replace(AUTHORITY, '');
  if (/[[\]]/.test(authority === undefined ? text : rest)) return false;
  if (authority === undefined) return SCHEME.test(text) || !/^[^/?#]*:/.test(text);
  const host = HOST.exec(authority);
  return host !== null && (host[1] === undefined || isIpv6(host[1]));
}

const PARTS = /^([A-Za-z][A-Za-z0-9+.-]*:)?(\/\/[^/?#]*)?([^?#]*)(\?[^#]*)?(?:#(.*))?$/s;

/** Resolves a reference against a base (RFC 3986), without its fragment. */
export function resolveUri(base: string, reference: string): string {
  const [, scheme, authority, path = '', query = ''] = PARTS.exec(reference) ?? [];
  if (scheme !== undefined) return scheme + (authority ?? '') + removeDots(path) + query;
  const [, baseScheme = '', baseAuthority = '', basePath = '', baseQuery = ''] = PARTS.exec(base) ?? [];
  if (authority !== undefined) return baseScheme + authority + removeDots(path) + query;
  if (path === '') return baseScheme + baseAuthority + basePath + (query === '' ? baseQuery : query);
  const whole = path.startsWith('/') ? path : basePath.replace(/[^/]*$/, '') + path;
  return baseScheme + baseAuthority + removeDots(whole) + query;
}

/** The fragment of a reference, decoded; undefined when it cannot be. */
export function fragmentOf(reference: string): string | undefined {
  const at = reference.indexOf('#');
  try {
    return at < 0 ? '' : decodeURIComponent(reference.slice(at + 1));
  } catch {
    return undefined;
  }
}

function removeDots(path: string): string {
  if (!path.startsWith('/')) return path;
  const kept: string[] = [];
  for (const part of path.slice(1).split('/')) {
    if (part === '..') kept.pop();
    else if (part !== '.') kept.push(part);
  }
  return `/${kept.join('/')}`;
}

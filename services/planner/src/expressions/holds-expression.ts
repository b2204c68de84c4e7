/** True where a text has a `${` that is not written `$${`; whether it ends well is told by parsing. */
export function holdsExpression(text: string): boolean {
  for (let at = text.indexOf('${'); at >= 0; at = text.indexOf('${', at + 2)) {
    if (at === 0 || text[at - 1] !== '$') return true;
  }
  return false;
}

/** Attributes of an element; numbers are rounded to a tenth, undefined values are omitted. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** One element with its content; text has to be escaped by `escapeText`. */
export function tag(name: string, attributes: Attributes, ...children: readonly string[]): string {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${typeof value === 'number' ? toTenths(value) : escapeText(value)}"`],
  );
  const opening = `<${name}${written.join('')}`;
  return children.length === 0 ? `${opening}/>` : `${opening}>${children.join('')}</${name}>`;
}

/** `<text>` at a place. */
export function textAt(x: number, y: number, content: string, attributes: Attributes = {}): string {
  return tag('text', { x, y, ...attributes }, escapeText(content));
}

export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

function toTenths(value: number): string {
  return `${Math.round(value * 10) / 10}`;
}

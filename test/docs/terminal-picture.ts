/** What a terminal shows, with its colours, as an SVG. */
export function drawTerminal(text: string): string {
  const lines = text.trimEnd().split('\n');
  const lengths = lines.map((line) => line.replaceAll(new RegExp(COLOUR, 'g'), '').length);
  const width = MARGIN * 2 + CHARACTER * Math.max(...lengths);
  const height = MARGIN * 2 + LINE * lines.length;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${Math.ceil(width)} ${height}" role="img" xml:space="preserve">`,
    `<style>rect{fill:#161b22}text{fill:#e6edf3;font:13px ui-monospace,Menlo,Consolas,monospace}${RULES}</style>`,
    '<rect width="100%" height="100%" rx="6"/>',
    ...lines.map((line, index) => `<text x="${MARGIN}" y="${MARGIN + LINE * (index + 0.7)}">${drawLine(line)}</text>`),
    '</svg>\n',
  ].join('\n');
}

const [MARGIN, LINE, CHARACTER] = [16, 20, 7.9];
// oxlint-disable-next-line no-control-regex -- colours begin with it
const COLOUR = /\u001B\[(\d+)m/;
/** By the number that turns it on; any other number turns it off. */
const STYLES: Readonly<Record<string, string>> = {
  '1': 'font-weight:bold',
  '2': 'fill:#8b949e',
  '31': 'fill:#ff7b72',
  '32': 'fill:#3fb950',
  '33': 'fill:#d29922',
  '36': 'fill:#39c5cf',
};
const RULES = Object.entries(STYLES)
  .map(([number, style]) => `.s${number}{${style}}`)
  .join('');

/** Splitting at the numbers leaves them between the texts. */
function drawLine(line: string): string {
  const [first = '', ...rest] = line.split(COLOUR);
  const spans = rest.flatMap((part, index) => (index % 2 === 0 ? [drawSpan(part, rest[index + 1] ?? '')] : []));
  return escape(first) + spans.join('');
}

function drawSpan(number: string, text: string): string {
  return number in STYLES && text !== '' ? `<tspan class="s${number}">${escape(text)}</tspan>` : escape(text);
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

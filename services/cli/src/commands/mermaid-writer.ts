const shapes = {
  task: ['[', ']'],
  choice: ['{', '}'],
  terminal: ['([', '])'],
} as const;

/** The shape of a node. */
export type Shape = keyof typeof shapes;

/** Writes a Mermaid flowchart; texts are escaped here. */
export class MermaidWriter {
  readonly #lines: string[] = ['flowchart TD'];
  readonly #arrows: string[] = [];
  readonly #drawn = new Set<string>();
  #depth = 1;

  /** Draws a node, if it is not drawn yet, and returns its id. */
  node(id: string, label: readonly string[], shape: Shape): string {
    if (this.#drawn.has(id)) return id;
    this.#drawn.add(id);
    const [open, close] = shapes[shape];
    this.#write(`${id}${open}${quote(label)}${close}`);
    return id;
  }

  /** Draws a box around the nodes that `content` draws. */
  box(id: string, label: readonly string[], content: () => void): void {
    this.#write(`subgraph ${id}[${quote(label)}]`);
    this.#depth += 1;
    content();
    this.#depth -= 1;
    this.#write('end');
  }

  arrow(from: string, to: string, label?: string): void {
    this.#arrows.push(`  ${from} -->${label === undefined ? '' : `|${quote([label])}|`} ${to}`);
  }

  dotted(from: string, to: string, label: string): void {
    this.#arrows.push(`  ${from} -.->|${quote([label])}| ${to}`);
  }

  text(): string {
    return [...this.#lines, ...this.#arrows].join('\n');
  }

  #write(line: string): void {
    this.#lines.push(`${'  '.repeat(this.#depth)}${line}`);
  }
}

const entities: Readonly<Record<string, string>> = {
  '"': '#quot;',
  '#': '#35;',
  '<': '#lt;',
  '>': '#gt;',
  '`': '#96;',
};

function quote(lines: readonly string[]): string {
  const escaped = lines.map((line) => line.replace(/["#<>`]/g, (character) => entities[character] ?? ''));
  return `"${escaped.join('<br/>')}"`;
}

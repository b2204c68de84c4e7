import { escapeText, tag, textAt } from './markup';

export interface Card {
  readonly title: string;
  /** A sentence that explains the chart. */
  readonly subtitle: string;
  /** Height of the part below the head. */
  readonly bodyHeight: number;
  /** Elements whose y begins at 0 below the head. */
  readonly body: readonly string[];
}

export const CARD_WIDTH = 860;
/** Margin at the left and right. */
export const MARGIN = 24;
const HEAD_HEIGHT = 68;

// Has its own background, so that it is readable on any page; dark if the reader's system is dark.
const STYLE = `
svg { color-scheme: light dark; font: 13px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
.card { fill: #ffffff; stroke: #d5dae1; }
text { fill: #1f2733; }
.title { font-size: 16px; font-weight: 600; }
.quiet { fill: #566170; }
.small { font-size: 11px; }
.grid { stroke: #e4e8ee; }
.origin { stroke: #1f2733; }
.whisker { stroke: #1f2733; fill: none; }
.budget { stroke: #b3261e; stroke-width: 2; }
.halo { stroke: #ffffff; stroke-width: 5; }
.tone-0 { fill: #1f5fbf; } .line-0 { stroke: #1f5fbf; }
.tone-1 { fill: #c2660a; } .line-1 { stroke: #c2660a; }
.tone-2 { fill: #2f7d4f; } .line-2 { stroke: #2f7d4f; }
.tone-3 { fill: #8a3ffc; } .line-3 { stroke: #8a3ffc; }
.line { fill: none; stroke-width: 2; }
@media (prefers-color-scheme: dark) {
.card { fill: #0f141b; stroke: #303a47; }
text { fill: #e6ebf2; }
.quiet { fill: #9aa6b5; }
.grid { stroke: #242d39; }
.origin, .whisker { stroke: #e6ebf2; }
.budget { stroke: #ff8a80; }
.halo { stroke: #0f141b; }
.tone-0 { fill: #6ea8ff; } .line-0 { stroke: #6ea8ff; }
.tone-1 { fill: #ffb05c; } .line-1 { stroke: #ffb05c; }
.tone-2 { fill: #6fce97; } .line-2 { stroke: #6fce97; }
.tone-3 { fill: #c4a1ff; } .line-3 { stroke: #c4a1ff; }
}
`;

/** A whole SVG file: a card with a head. */
export function drawCard({ title, subtitle, bodyHeight, body }: Card): string {
  const height = HEAD_HEIGHT + bodyHeight;
  const root = {
    ...{ xmlns: 'http://www.w3.org/2000/svg', viewBox: `0 0 ${CARD_WIDTH} ${height}` },
    ...{ width: CARD_WIDTH, height, role: 'img', 'aria-label': title },
  };
  const parts = [
    tag('title', {}, escapeText(title)),
    tag('style', {}, STYLE),
    tag('rect', { class: 'card', x: 0.5, y: 0.5, width: CARD_WIDTH - 1, height: height - 1, rx: 8 }),
    textAt(MARGIN, 32, title, { class: 'title' }),
    textAt(MARGIN, 52, subtitle, { class: 'quiet' }),
    tag('g', { transform: `translate(0 ${HEAD_HEIGHT})` }, ...body.map((element) => `\n${element}`), '\n'),
  ];
  return `${tag('svg', root, ...parts.map((part) => `\n${part}`), '\n')}\n`;
}

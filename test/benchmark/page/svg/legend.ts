import { MARGIN } from './card';
import { tag, textAt } from './markup';

/** Approximate width of a character of 13 px. */
const CHARACTER_WIDTH = 7;
const MARK_SIZE = 10;
const GAP = 22;

/** The names of the tones, in a row at `y`. */
export function drawLegend(names: readonly string[], y: number): readonly string[] {
  let x = MARGIN;
  return names.flatMap((name, tone) => {
    const at = x;
    x += MARK_SIZE + 6 + name.length * CHARACTER_WIDTH + GAP;
    return [
      tag('rect', { class: `tone-${tone}`, x: at, y: y - MARK_SIZE + 1, width: MARK_SIZE, height: MARK_SIZE, rx: 2 }),
      textAt(at + MARK_SIZE + 6, y, name),
    ];
  });
}

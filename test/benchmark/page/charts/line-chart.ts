import { CARD_WIDTH, drawCard, MARGIN } from '../svg/card';
import { drawLegend } from '../svg/legend';
import { tag, textAt } from '../svg/markup';
import { linearScale, roundTicks, type Scale } from '../svg/scale';

/** A chart of numbers over time; both axes start at 0. */
export interface LineChart {
  readonly title: string;
  readonly subtitle: string;
  /** Label of the horizontal axis. */
  readonly along: string;
  readonly lines: readonly Line[];
  format(value: number): string;
}

export interface Line {
  readonly name: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}

const LEFT = MARGIN + 52;
const TOP = 26;
const PLOT_HEIGHT = 220;
const BOTTOM = TOP + PLOT_HEIGHT;

export function drawLineChart(chart: LineChart): string {
  const points = chart.lines.flatMap((line) => line.points);
  const across = axisOf(
    points.map(([x]) => x),
    { from: LEFT, to: CARD_WIDTH - 2 * MARGIN },
  );
  const up = axisOf(
    points.map(([, y]) => y),
    { from: BOTTOM, to: TOP },
  );
  const body = [
    ...drawLegend(
      chart.lines.map(({ name }) => name),
      6,
    ),
    ...up.ticks.flatMap((tick) => drawHorizontal(up.place(tick), chart.format(tick), tick === 0)),
    ...across.ticks.map((tick) => textAt(across.place(tick), BOTTOM + 18, `${tick}`, axisText)),
    textAt(CARD_WIDTH - 2 * MARGIN, BOTTOM + 36, chart.along, { class: 'quiet small', 'text-anchor': 'end' }),
    ...chart.lines.flatMap((line, tone) => drawLine(line, tone, across, up)),
  ];
  return drawCard({ ...chart, body, bodyHeight: BOTTOM + 52 });
}

const axisText = { class: 'quiet small', 'text-anchor': 'middle' };

function axisOf(values: readonly number[], places: { readonly from: number; readonly to: number }): Scale {
  const ticks = roundTicks(Math.max(1, ...values));
  return linearScale({ from: 0, to: ticks.at(-1) ?? 1 }, places, ticks);
}

function drawHorizontal(y: number, label: string, isOrigin: boolean): readonly string[] {
  return [
    tag('line', { class: isOrigin ? 'origin' : 'grid', x1: LEFT, x2: CARD_WIDTH - 2 * MARGIN, y1: y, y2: y }),
    textAt(LEFT - 8, y + 4, label, { class: 'quiet small', 'text-anchor': 'end' }),
  ];
}

// eslint-disable-next-line max-params
function drawLine({ points }: Line, tone: number, across: Scale, up: Scale): readonly string[] {
  const places = points.map(([x, y]) => [Math.round(across.place(x)), Math.round(up.place(y))] as const);
  const path = places.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join('');
  return [
    tag('path', { class: `line line-${tone}`, d: path }),
    ...places.map(([cx, cy]) => tag('circle', { class: `tone-${tone}`, cx, cy, r: 3 })),
  ];
}

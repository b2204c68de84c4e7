import type { Spread } from '../../report/bench-row';
import { CARD_WIDTH, drawCard, MARGIN } from '../svg/card';
import { drawLegend } from '../svg/legend';
import { tag, textAt } from '../svg/markup';
import { logScale, type Scale } from '../svg/scale';

/** Ratios by rows, on a scale of factors around 1. */
export interface RowChart {
  readonly title: string;
  readonly subtitle: string;
  /** Names of the tones; a single tone needs no name. */
  readonly tones: readonly string[];
  readonly rows: readonly ChartRow[];
  /** The first is the left end, the last the right one. */
  readonly ticks: readonly number[];
  /** `×4`, `25 %` */
  format(ratio: number): string;
}

export interface ChartRow {
  readonly label: string;
  /** One for each tone. */
  readonly bars: readonly Bar[];
  /** Position of the budget. */
  readonly budget?: number;
}

export interface Bar {
  readonly ratio: number;
  readonly spread?: Spread;
}

const LABEL_WIDTH = 232;
const VALUE_WIDTH = 64;
const BAR_HEIGHT = 11;
const BAR_STEP = 14;
const ROW_GAP = 10;
const AXIS_HEIGHT = 40;

/** Bars from 1 to the ratio: better values on one side, worse on the other. */
export function drawRowChart(chart: RowChart): string {
  const hasLegend = chart.tones.length > 1;
  const top = hasLegend ? 26 : 4;
  const rowHeight = chart.tones.length * BAR_STEP + ROW_GAP;
  const bottom = top + chart.rows.length * rowHeight;
  const places = { from: MARGIN + LABEL_WIDTH, to: CARD_WIDTH - MARGIN - VALUE_WIDTH };
  const scale = logScale({ from: chart.ticks[0] ?? 1, to: chart.ticks.at(-1) ?? 1 }, places, chart.ticks);
  const body = [
    ...(hasLegend ? drawLegend(chart.tones, 6) : []),
    ...drawGrid(chart, scale, top, bottom),
    ...chart.rows.flatMap((row, index) => drawRow(chart, scale, row, top + index * rowHeight)),
  ];
  return drawCard({ ...chart, body, bodyHeight: bottom + AXIS_HEIGHT });
}

// eslint-disable-next-line max-params
function drawGrid({ format }: RowChart, { ticks, place }: Scale, top: number, bottom: number): readonly string[] {
  return ticks.flatMap((tick) => {
    const x = place(tick);
    return [
      tag('line', { class: tick === 1 ? 'origin' : 'grid', x1: x, x2: x, y1: top, y2: bottom }),
      textAt(x, bottom + 18, format(tick), { class: 'quiet small', 'text-anchor': 'middle' }),
    ];
  });
}

// eslint-disable-next-line max-params
function drawRow({ format }: RowChart, scale: Scale, row: ChartRow, y: number): readonly string[] {
  const height = row.bars.length * BAR_STEP;
  const budget = row.budget === undefined ? undefined : scale.place(row.budget);
  return [
    textAt(MARGIN, y + height / 2 + 4, row.label),
    ...row.bars.flatMap((bar, tone) => drawBar(bar, tone, scale, y + tone * BAR_STEP)),
    ...row.bars.map(({ ratio }, tone) =>
      textAt(CARD_WIDTH - MARGIN, y + tone * BAR_STEP + BAR_HEIGHT - 1, format(ratio), { 'text-anchor': 'end' }),
    ),
    ...(budget === undefined
      ? []
      : ['halo', 'budget'].map((className) =>
          tag('line', { class: className, x1: budget, x2: budget, y1: y - 3, y2: y + height }),
        )),
  ];
}

// eslint-disable-next-line max-params
function drawBar({ ratio, spread }: Bar, tone: number, { place }: Scale, y: number): readonly string[] {
  const [from, to] = [place(Math.min(1, ratio)), place(Math.max(1, ratio))];
  const bar = tag('rect', { class: `tone-${tone}`, x: from, y, width: Math.max(1, to - from), height: BAR_HEIGHT });
  if (spread === undefined) return [bar];
  const middle = y + BAR_HEIGHT / 2;
  const [low, high] = [place(spread[0]), place(spread[1])];
  return [bar, tag('path', { class: 'whisker', d: `M${round(low)} ${round(middle)}H${round(high)}` })];
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

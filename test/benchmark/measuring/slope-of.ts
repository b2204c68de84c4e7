/** The slope of the best fitting line (least squares). NaN if all points have the same x. */
export function slopeOf(points: readonly (readonly [x: number, y: number])[]): number {
  const [middleX, middleY] = [meanOf(points.map(([x]) => x)), meanOf(points.map(([, y]) => y))];
  const products = points.map(([x, y]) => (x - middleX) * (y - middleY));
  const squares = points.map(([x]) => (x - middleX) ** 2);
  return meanOf(products) / meanOf(squares);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

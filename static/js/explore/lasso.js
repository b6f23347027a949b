// @ts-check

/** Whether a point is inside a closed line: a ray to the right crosses it an odd number of times. @param {{ x: number, y: number }} point @param {{ x: number, y: number }[]} line */
export function within(point, line) {
  let inside = false;
  for (let i = 0, j = line.length - 1; i < line.length; j = i++) {
    const a = line[i];
    const b = line[j];
    if (!a || !b || a.y > point.y === b.y > point.y) continue;
    if (point.x < ((b.x - a.x) * (point.y - a.y)) / (b.y - a.y) + a.x) inside = !inside;
  }
  return inside;
}

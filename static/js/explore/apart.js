// @ts-check
/** Push marks apart until none lies on another. */

const GAP = 9;

/**
 * Changes the places; fixed ones stay.
 * @param {{ x: number, y: number, radius: number, fixed: boolean }[]} places
 * @param {number} [rounds]
 */
export function keepApart(places, rounds = places.length > 3000 ? 8 : 40) {
  const widest = Math.max(...places.map((place) => place.radius), 1);
  const cell = 2 * widest + GAP;
  for (let round = 0; round < rounds; round++) {
    /** @type {Map<string, number[]>} */
    const cells = new Map();
    places.forEach((place, i) => {
      const key = `${Math.floor(place.x / cell)} ${Math.floor(place.y / cell)}`;
      const inside = cells.get(key);
      if (inside) inside.push(i);
      else cells.set(key, [i]);
    });
    let moved = false;
    places.forEach((place, i) => {
      const [column, row] = [Math.floor(place.x / cell), Math.floor(place.y / cell)];
      for (let dx = -1; dx <= 1; dx++) {
        for (let dy = -1; dy <= 1; dy++) {
          for (const j of cells.get(`${column + dx} ${row + dy}`) ?? []) {
            const other = places[j];
            if (j > i && other && push(place, other, i + j)) moved = true;
          }
        }
      }
    });
    if (!moved) return;
  }
}

/**
 * @param {{ x: number, y: number, radius: number, fixed: boolean }} a
 * @param {{ x: number, y: number, radius: number, fixed: boolean }} b
 * @param {number} seed chooses a direction where both lie on one point
 */
function push(a, b, seed) {
  const wanted = a.radius + b.radius + GAP;
  let [dx, dy] = [b.x - a.x, b.y - a.y];
  let distance = Math.hypot(dx, dy);
  if (distance >= wanted || (a.fixed && b.fixed)) return false;
  if (distance < 1e-6) {
    [dx, dy] = [Math.cos(seed), Math.sin(seed)];
    distance = 1;
  }
  const by = (wanted - Math.min(distance, wanted)) / distance || (wanted - 1) / distance;
  const share = a.fixed || b.fixed ? 1 : 0.5;
  if (!a.fixed) {
    a.x -= dx * by * share;
    a.y -= dy * by * share;
  }
  if (!b.fixed) {
    b.x += dx * by * share;
    b.y += dy * by * share;
  }
  return true;
}

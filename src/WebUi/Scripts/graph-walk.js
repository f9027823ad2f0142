// Ways through the graph: what a node hangs together with, and where an arrow key leads.

/** The node, everything that depends on it, everything it depends on, and the edges between ("source\ntarget"). */
export function closure(id, edges) {
  const near = new Set([id]);
  for (const [from, to] of [['source', 'target'], ['target', 'source']]) {
    const open = [id];
    const seen = new Set(open);
    while (open.length > 0) {
      const node = open.pop();
      for (const edge of edges) {
        if (edge[from] !== node) continue;
        near.add(edge.id);
        near.add(edge[to]);
        if (!seen.has(edge[to])) { seen.add(edge[to]); open.push(edge[to]); }
      }
    }
  }
  return near;
}

const DIRECTIONS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** The nearest node in the direction of an arrow key; nodes joined by an edge come before others. */
export function neighbour(key, id, positions, edges) {
  const direction = DIRECTIONS[key];
  const here = positions.get(id);
  if (!direction || !here) return null;
  const joined = new Set(edges.flatMap((edge) => (edge.source === id ? [edge.target] : edge.target === id ? [edge.source] : [])));
  let best = null;
  for (const [other, place] of positions) {
    const along = (place.x - here.x) * direction[0] + (place.y - here.y) * direction[1];
    const across = Math.abs((place.x - here.x) * direction[1]) + Math.abs((place.y - here.y) * direction[0]);
    if (other === id || along < 8) continue;
    const cost = along + 3 * across - (joined.has(other) ? 100000 : 0);
    if (!best || cost < best.cost) best = { other, cost };
  }
  return best?.other ?? null;
}

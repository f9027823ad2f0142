// Layered layout in a worker, and edges as smooth curves.
const READABLE = 0.66;
const LARGE = 120;
const HUGE = 400;

let worker = null;
let sequence = 0;
const waiting = new Map();

function start() {
  worker = new Worker(new URL('layout-worker.js', import.meta.url));
  worker.onmessage = ({ data }) => {
    const { resolve, reject } = waiting.get(data.id) ?? {};
    waiting.delete(data.id);
    if (data.error) reject?.(new Error(data.error));
    else resolve?.(data.layout);
  };
  worker.onerror = (event) => {
    for (const { reject } of waiting.values()) reject(new Error(event.message || 'The layout worker cannot be loaded'));
    waiting.clear();
  };
}

function ask(graph) {
  if (!worker) start();
  const id = ++sequence;
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    worker.postMessage({ id, graph });
  });
}

function request(nodes, edges, direction) {
  return {
    id: 'root',
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': direction,
      'elk.edgeRouting': 'POLYLINE',
      'elk.padding': '[top=14,left=14,bottom=18,right=18]',
      'elk.spacing.nodeNode': '12',
      'elk.spacing.edgeNode': '12',
      'elk.layered.spacing.nodeNodeBetweenLayers': direction === 'RIGHT' ? '46' : '54',
      'elk.layered.spacing.edgeNodeBetweenLayers': '16',
      'elk.layered.mergeEdges': 'true',
      'elk.layered.nodePlacement.strategy': nodes.length > HUGE ? 'BRANDES_KOEPF' : 'NETWORK_SIMPLEX',
      'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
    },
    children: nodes.map(({ id, width, height }) => ({ id, width, height })),
    edges: edges.map(({ id, source, target }) => ({ id, sources: [source], targets: [target] })),
  };
}

const round = (value) => Math.round(value * 10) / 10;

/** Through all points, parallel to the direction of the layers at each of them. */
function curve(points, direction) {
  const [first, ...rest] = points;
  let path = `M${round(first.x)} ${round(first.y)}`;
  let last = first;
  for (const point of rest) {
    const middle = direction === 'RIGHT' ? round((last.x + point.x) / 2) : round((last.y + point.y) / 2);
    path += direction === 'RIGHT'
      ? `C${middle} ${round(last.y)} ${middle} ${round(point.y)} ${round(point.x)} ${round(point.y)}`
      : `C${round(last.x)} ${middle} ${round(point.x)} ${middle} ${round(point.x)} ${round(point.y)}`;
    last = point;
  }
  return path;
}

function result(layout, direction) {
  return {
    width: Math.ceil(layout.width),
    height: Math.ceil(layout.height),
    nodes: layout.children.map(({ id, x, y }) => ({ id, x: round(x), y: round(y) })),
    edges: layout.edges.flatMap((edge) => {
      const section = edge.sections?.[0];
      return section ? [{ id: edge.id, path: curve([section.startPoint, ...(section.bendPoints ?? []), section.endPoint], direction) }] : [];
    }),
  };
}

const fit = (layout, room) => Math.min(room.width / layout.width, room.height / layout.height);

/**
 * nodes: [{id, width, height}], edges: [{id, source, target}], room: {width, height} in pixels.
 * From left to right, since screens are wide; from top to bottom where that can be read better.
 */
export async function layOut(nodes, edges, room) {
  const across = await ask(request(nodes, edges, 'RIGHT'));
  if (fit(across, room) >= READABLE || nodes.length > LARGE) return result(across, 'RIGHT');
  const down = await ask(request(nodes, edges, 'DOWN'));
  return fit(down, room) > 1.25 * fit(across, room) ? result(down, 'DOWN') : result(across, 'RIGHT');
}

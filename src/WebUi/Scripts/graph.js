// Layout of the assurance graph. Blazor draws the result as SVG: this module only says where nodes and edges go.
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
}

/**
 * nodes: [{id, width, height}], edges: [{id, source, target}]
 * Returns {width, height, nodes: [{id, x, y}], edges: [{id, points: [[x, y], ...]}]}.
 */
export async function layout(nodes, edges) {
  if (!worker) start();
  const graph = {
    id: 'root',
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': 'DOWN',
      'elk.edgeRouting': 'POLYLINE',
      'elk.spacing.nodeNode': '28',
      'elk.layered.spacing.nodeNodeBetweenLayers': '56',
      'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
      'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
    },
    children: nodes.map(({ id, width, height }) => ({ id, width, height })),
    edges: edges.map(({ id, source, target }) => ({ id, sources: [source], targets: [target] })),
  };
  const id = ++sequence;
  const result = await new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    worker.postMessage({ id, graph });
  });
  return {
    width: result.width,
    height: result.height,
    nodes: result.children.map(({ id: node, x, y }) => ({ id: node, x, y })),
    edges: result.edges.map((edge) => {
      const section = edge.sections?.[0];
      const points = section ? [section.startPoint, ...(section.bendPoints ?? []), section.endPoint] : [];
      return { id: edge.id, points: points.map(({ x, y }) => [x, y]) };
    }),
  };
}

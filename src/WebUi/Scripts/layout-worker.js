// Lays a graph out in layers, in a worker: a graph of 500 nodes takes most of a second, which must not stop the page.
import ELK from 'elkjs/lib/elk.bundled.js';

const elk = new ELK();

self.onmessage = async ({ data: { id, graph } }) => {
  try {
    self.postMessage({ id, layout: await elk.layout(graph) });
  } catch (error) {
    self.postMessage({ id, error: String(error?.message ?? error) });
  }
};

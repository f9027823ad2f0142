// The drawing of an assurance graph: where nodes and edges go, zoom, scrolling, keys, and what is pointed at. Blazor draws the SVG itself.
import { layOut } from './graph-layout.js';
import { closure, neighbour } from './graph-walk.js';

const READABLE = 0.56;
const LARGEST = 2.5;
// A phone begins with a view of most of the graph, too small to read: two nodes of it would tell less.
const NARROW = 600;
const RECOGNISABLE = 0.32;

class GraphView {
  constructor(frame, dotnet) {
    this.frame = frame;
    this.dotnet = dotnet;
    this.scale = 1;
    this.mode = 'fit';
    this.edges = [];
    this.positions = new Map();
    this.pointed = null;
    this.stop = new AbortController();
    this.listen();
    this.observer = new ResizeObserver(() => this.mode === 'free' || this.resize());
    this.observer.observe(frame);
  }

  get scroller() { return this.frame.querySelector('.graph:not(.waiting)'); }

  get room() {
    const full = document.fullscreenElement === this.frame;
    return { width: this.frame.clientWidth - 4, height: full ? this.frame.clientHeight - 180 : Math.max(320, innerHeight * 0.7) };
  }

  on(target, type, action, options) { target.addEventListener(type, action, { signal: this.stop.signal, ...options }); }

  listen() {
    const { frame } = this;
    this.on(frame, 'click', (event) => this.tool(event.target.closest('[data-tool]')?.dataset.tool));
    this.on(frame, 'keydown', (event) => this.key(event));
    this.on(frame, 'wheel', (event) => this.wheel(event), { passive: false });
    this.on(frame, 'pointerdown', (event) => this.drag(event));
    this.on(frame, 'pointerover', (event) => this.point(event.target));
    this.on(frame, 'pointerleave', () => this.point(document.activeElement));
    this.on(frame, 'focusin', (event) => this.point(event.target));
    this.on(frame, 'focusout', () => this.point(null));
    this.on(document, 'fullscreenchange', () => this.resize());
  }

  async layout(nodes, edges) {
    this.edges = edges;
    const layout = await layOut(nodes, edges, this.room);
    this.positions = new Map(layout.nodes.map((node) => [node.id, node]));
    return layout;
  }

  /** A drawing larger than its window begins at the node that matters. */
  drawn(id) {
    this.resize();
    const { scroller } = this;
    const place = this.positions.get(id);
    if (!scroller || !place) return;
    scroller.scrollTo(place.x * this.scale - 20, (place.y + 25) * this.scale - scroller.clientHeight / 2);
  }

  resize() {
    if (this.mode === 'free') this.mode = 'fit';
    const svg = this.frame.querySelector('.graph > svg');
    if (!svg) return;
    const [width, height] = [Number(svg.dataset.width), Number(svg.dataset.height)];
    const whole = Math.min(this.room.width / width, this.room.height / height, 1.7);
    const wide = Math.min(this.room.width / width, 1.7);
    // All of it when it can be read then; otherwise as much of the width as can be read, and the rest by scrolling.
    const least = this.room.width < NARROW ? RECOGNISABLE : READABLE;
    const scale = this.mode === 'whole' ? whole : Math.max(whole, Math.min(wide, 1), least);
    this.apply(this.mode === 'fit' && whole >= least ? whole : scale);
  }

  apply(scale) {
    const svg = this.frame.querySelector('.graph > svg');
    if (!svg) return;
    this.scale = Math.min(LARGEST, Math.max(0.1, scale));
    svg.style.width = `${Number(svg.dataset.width) * this.scale}px`;
    svg.style.height = `${Number(svg.dataset.height) * this.scale}px`;
    this.scroller.style.maxHeight = `${this.room.height}px`;
    this.frame.dataset.scale = this.scale.toFixed(2);
  }

  /** Keeps the point in the middle where it is. */
  zoom(factor) {
    const { scroller } = this;
    if (!scroller) return;
    const before = this.scale;
    const middle = [scroller.scrollLeft + scroller.clientWidth / 2, scroller.scrollTop + scroller.clientHeight / 2];
    this.mode = 'free';
    this.apply(this.scale * factor);
    const ratio = this.scale / before;
    scroller.scrollTo(middle[0] * ratio - scroller.clientWidth / 2, middle[1] * ratio - scroller.clientHeight / 2);
  }

  tool(name) {
    if (name === 'in') this.zoom(1.25);
    if (name === 'out') this.zoom(0.8);
    if (name === 'fit' || name === 'whole') { this.mode = name; this.resize(); }
    if (name === 'full') (document.fullscreenElement ? document.exitFullscreen() : this.frame.requestFullscreen())?.catch(() => {});
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || !event.target.closest('.graph')) return;
    const tool = { '+': 'in', '=': 'in', '-': 'out', 0: 'fit' }[event.key];
    const node = event.target.closest('[data-node]')?.dataset.node;
    const next = node && neighbour(event.key, node, this.positions, this.edges);
    if (tool) this.tool(tool);
    else if (next) this.find(next)?.focus();
    else return;
    event.preventDefault();
  }

  wheel(event) {
    if (!event.ctrlKey || !event.target.closest('.graph')) return;
    event.preventDefault();
    this.zoom(event.deltaY < 0 ? 1.1 : 1 / 1.1);
  }

  drag(event) {
    const scroller = event.target.closest('.graph');
    if (!scroller || event.pointerType !== 'mouse' || event.button !== 0 || event.target.closest('[data-node]')) return;
    const from = [event.clientX + scroller.scrollLeft, event.clientY + scroller.scrollTop];
    const move = new AbortController();
    const end = () => { move.abort(); scroller.classList.remove('dragging'); };
    scroller.classList.add('dragging');
    addEventListener('pointermove', (now) => scroller.scrollTo(from[0] - now.clientX, from[1] - now.clientY), { signal: move.signal });
    addEventListener('pointerup', end, { signal: move.signal });
    addEventListener('pointercancel', end, { signal: move.signal });
  }

  find(id) { return [...this.frame.querySelectorAll('[data-node]')].find((node) => node.dataset.node === id); }

  point(target) {
    const id = target?.closest?.('[data-node]')?.dataset.node ?? null;
    clearTimeout(this.pointing);
    this.pointing = setTimeout(() => this.show(id), id ? 60 : 250);
  }

  show(id) {
    if (this.pointed === id || this.stop.signal.aborted) return;
    this.pointed = id;
    const near = id ? closure(id, this.edges) : new Set();
    this.frame.toggleAttribute('data-pointing', id !== null);
    for (const node of this.frame.querySelectorAll('[data-node]')) node.toggleAttribute('data-near', near.has(node.dataset.node));
    for (const edge of this.frame.querySelectorAll('[data-source]')) edge.toggleAttribute('data-near', near.has(`${edge.dataset.source}\n${edge.dataset.target}`));
    this.dotnet.invokeMethodAsync('Point', id).catch(() => {});
  }

  reveal(id) {
    const node = this.find(id);
    if (!node) return;
    this.frame.scrollIntoView({ block: 'nearest' });
    node.scrollIntoView({ block: 'nearest', inline: 'center' });
    if (!matchMedia('(prefers-reduced-motion: reduce)').matches) {
      node.animate([{ opacity: 1 }, { opacity: 0.25 }, { opacity: 1 }], { duration: 450, iterations: 3 });
    }
  }

  dispose() {
    this.stop.abort();
    clearTimeout(this.pointing);
    this.observer.disconnect();
  }
}

export function attach(frame, dotnet) {
  return new GraphView(frame, dotnet);
}

// The score timeline. ECharts with only the parts in use, so that the bundle stays small.
import { LineChart } from 'echarts/charts';
import { GridComponent, MarkAreaComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

echarts.use([LineChart, GridComponent, TooltipComponent, MarkAreaComponent, MarkLineComponent, SVGRenderer]);

const drawn = new Map();

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

const pad = (value) => String(value).padStart(2, '0');

/** Local time of the day, and the day where it begins. */
function tick(value) {
  const date = new Date(value);
  const clock = `${pad(date.getHours())}:${pad(date.getMinutes())}`;
  return clock === '00:00' ? `${pad(date.getMonth() + 1)}-${pad(date.getDate())}` : clock;
}

/** In pixels, for the type of the page: a wall has larger letters. */
const letters = () => Math.round(0.8 * parseFloat(getComputedStyle(document.documentElement).fontSize));

function option({ points, from, to, marks, bands }) {
  const [line, text, fontSize] = [colour('--line'), colour('--text-muted'), letters()];
  return {
    animation: false,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    grid: { left: 2.6 * fontSize, right: 2 * fontSize, top: fontSize, bottom: 2 * fontSize },
    tooltip: {
      trigger: 'axis',
      backgroundColor: colour('--surface'),
      borderColor: line,
      textStyle: { color: colour('--text'), fontSize },
      valueFormatter: (value) => (value === null || value === undefined ? 'unknown' : String(value)),
    },
    xAxis: { type: 'time', splitNumber: 5, min: from, max: to, axisLine: { lineStyle: { color: line } }, axisTick: { show: false }, axisLabel: { color: text, hideOverlap: true, fontSize, formatter: tick }, splitLine: { show: false } },
    yAxis: { type: 'value', min: 0, max: 100, interval: 25, axisLabel: { color: text, fontSize }, splitLine: { lineStyle: { color: line } } },
    series: [{
      name: 'Score',
      type: 'line',
      step: 'end',
      showSymbol: false,
      connectNulls: false,
      data: points,
      lineStyle: { width: 2.5, color: colour('--text') },
      itemStyle: { color: colour('--text') },
      markLine: { symbol: 'none', silent: true, label: { show: false }, lineStyle: { color: text, type: 'dotted' }, data: marks.map((time) => ({ xAxis: time })) },
      markArea: {
        silent: true,
        data: bands.map(({ from: start, to: end, tone }) => [
          { xAxis: start, itemStyle: { color: colour(`--${tone}-soft`) }, label: { show: tone === 'unknown' && end - start > (to - from) / 10, formatter: 'unknown', color: colour('--unknown'), fontSize, position: 'insideTop' } },
          { xAxis: end },
        ]),
      },
    }],
  };
}

/** The letters change with the window too. */
function resize(element) {
  const item = drawn.get(element);
  if (!item || item.chart.isDisposed()) return;
  item.chart.resize();
  if (item.content) item.chart.setOption(option(item.content), { notMerge: true });
}

/** content: points [[epoch milliseconds, score or null], ...]; from, to; marks: times of changes of the graph; bands: times that were not healthy [{from, to, tone}]. */
export function scoreTimeline(element, content) {
  let item = drawn.get(element);
  if (!item || item.chart.isDisposed()) {
    const chart = echarts.init(element, null, { renderer: 'svg' });
    const observer = new ResizeObserver(() => resize(element));
    observer.observe(element);
    item = { chart, observer };
    drawn.set(element, item);
  }
  item.content = content;
  item.chart.setOption(option(content), { notMerge: true });
}

export function dispose(element) {
  const item = drawn.get(element);
  item?.observer.disconnect();
  item?.chart.dispose();
  drawn.delete(element);
}

addEventListener('raa-theme', () => {
  for (const { chart, content } of drawn.values()) chart.setOption(option(content), { notMerge: true });
});

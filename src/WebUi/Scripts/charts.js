// The score timeline. ECharts with only the parts in use, so that the bundle stays small.
import { LineChart } from 'echarts/charts';
import { GridComponent, MarkAreaComponent, MarkLineComponent, TooltipComponent, VisualMapComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

echarts.use([LineChart, GridComponent, TooltipComponent, VisualMapComponent, MarkAreaComponent, MarkLineComponent, SVGRenderer]);

const BAD = 40;
const drawn = new Map();

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function option({ points, from, to, marks, unknown }) {
  const [line, text] = [colour('--line'), colour('--text-muted')];
  return {
    animation: false,
    textStyle: { fontFamily: 'inherit' },
    grid: { left: 34, right: 14, top: 12, bottom: 24 },
    tooltip: {
      trigger: 'axis',
      backgroundColor: colour('--surface'),
      borderColor: line,
      textStyle: { color: colour('--text') },
      valueFormatter: (value) => (value === null || value === undefined ? 'unknown' : String(value)),
    },
    visualMap: {
      show: false,
      seriesIndex: 0,
      dimension: 1,
      pieces: [{ gte: 100, color: colour('--good') }, { gte: BAD, lt: 100, color: colour('--warn') }, { lt: BAD, color: colour('--bad') }],
    },
    xAxis: { type: 'time', min: from, max: to, axisLine: { lineStyle: { color: line } }, axisTick: { show: false }, axisLabel: { color: text, hideOverlap: true }, splitLine: { show: false } },
    yAxis: { type: 'value', min: 0, max: 100, interval: 25, axisLabel: { color: text }, splitLine: { lineStyle: { color: line } } },
    series: [{
      name: 'Score',
      type: 'line',
      step: 'end',
      showSymbol: false,
      connectNulls: false,
      data: points,
      lineStyle: { width: 2.5 },
      areaStyle: { opacity: 0.14 },
      markLine: { symbol: 'none', silent: true, label: { show: false }, lineStyle: { color: text, type: 'dotted' }, data: marks.map((time) => ({ xAxis: time })) },
      markArea: {
        silent: true,
        label: { show: true, color: colour('--unknown'), position: 'inside', formatter: 'unknown' },
        itemStyle: { color: colour('--unknown-soft'), opacity: 0.8 },
        data: unknown.map(([start, end]) => [{ xAxis: start }, { xAxis: end }]),
      },
    }],
  };
}

/** content: points [[epoch milliseconds, score or null], ...]; from, to; marks: times of changes of the graph; unknown: [[from, to], ...]. */
export function scoreTimeline(element, content) {
  let item = drawn.get(element);
  if (!item || item.chart.isDisposed()) {
    const chart = echarts.init(element, null, { renderer: 'svg' });
    const observer = new ResizeObserver(() => chart.isDisposed() || chart.resize());
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

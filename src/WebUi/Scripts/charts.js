// The score timeline. ECharts with only the parts in use, so that the bundle stays small.
import { LineChart } from 'echarts/charts';
import { GridComponent, MarkAreaComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

echarts.use([LineChart, GridComponent, TooltipComponent, MarkAreaComponent, MarkLineComponent, SVGRenderer]);

const charts = new Map();

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** points: [[epoch milliseconds, score or null], ...]; from, to: epoch milliseconds; marks: [{time, label}]. */
export function scoreTimeline(element, points, from, to, marks) {
  let chart = charts.get(element);
  if (!chart || chart.isDisposed()) {
    chart = echarts.init(element, null, { renderer: 'svg' });
    charts.set(element, chart);
    new ResizeObserver(() => chart.isDisposed() || chart.resize()).observe(element);
  }
  const line = colour('--line');
  const text = colour('--text-muted');
  chart.setOption({
    animation: false,
    grid: { left: 36, right: 12, top: 12, bottom: 26 },
    tooltip: {
      trigger: 'axis',
      backgroundColor: colour('--surface'),
      borderColor: line,
      textStyle: { color: colour('--text') },
      valueFormatter: (value) => (value === null || value === undefined ? 'unknown' : String(value)),
    },
    xAxis: { type: 'time', min: from, max: to, axisLine: { lineStyle: { color: line } }, axisLabel: { color: text }, splitLine: { show: false } },
    yAxis: { type: 'value', min: 0, max: 100, interval: 25, axisLabel: { color: text }, splitLine: { lineStyle: { color: line } } },
    series: [{
      name: 'Score',
      type: 'line',
      step: 'end',
      showSymbol: false,
      connectNulls: false,
      data: points,
      lineStyle: { width: 2, color: colour('--accent') },
      areaStyle: { opacity: 0.12, color: colour('--accent') },
      markLine: { symbol: 'none', silent: true, label: { show: false }, lineStyle: { color: text, type: 'dotted' }, data: marks.map(({ time }) => ({ xAxis: time })) },
    }],
  });
}

export function dispose(element) {
  charts.get(element)?.dispose();
  charts.delete(element);
}

// The score timeline, and rates. ECharts with only the parts in use, so that the bundle stays small.
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

/** Local time of the day, with seconds where there are any, and the day where it begins. */
function tick(value) {
  const date = new Date(value);
  const seconds = date.getSeconds() === 0 ? '' : `:${pad(date.getSeconds())}`;
  const clock = `${pad(date.getHours())}:${pad(date.getMinutes())}${seconds}`;
  return clock === '00:00' ? `${pad(date.getMonth() + 1)}-${pad(date.getDate())}` : clock;
}

/** In pixels, for the type of the page: a wall has larger letters. */
const letters = () => Math.round(0.8 * parseFloat(getComputedStyle(document.documentElement).fontSize));

/** What all charts over time have alike. */
function frame({ from, to }) {
  const [line, text, fontSize] = [colour('--line'), colour('--text-muted'), letters()];
  const axisLabel = { color: text, fontSize };
  return {
    animation: false,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    tooltip: { trigger: 'axis', backgroundColor: colour('--surface'), borderColor: line, textStyle: { color: colour('--text'), fontSize } },
    xAxis: { type: 'time', splitNumber: 5, min: from, max: to, axisLine: { lineStyle: { color: line } }, axisTick: { show: false }, axisLabel: { ...axisLabel, hideOverlap: true, formatter: tick }, splitLine: { show: false } },
    yAxis: { type: 'value', min: 0, axisLabel, splitLine: { lineStyle: { color: line } } },
  };
}

function scoreOption(content) {
  const { points, from, to, marks, bands } = content;
  const [text, fontSize, base] = [colour('--text-muted'), letters(), frame(content)];
  return {
    ...base,
    grid: { left: 2.6 * fontSize, right: 2 * fontSize, top: fontSize, bottom: 2 * fontSize },
    tooltip: { ...base.tooltip, valueFormatter: (value) => (value === null || value === undefined ? 'unknown' : String(value)) },
    yAxis: { ...base.yAxis, max: 100, interval: 25 },
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

/** 41 870 as on the rest of the page; on the axis 40 k. */
const grouped = (value) => (value < 100 ? String(Math.round(value * 10) / 10) : String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, '\u202f'));
const short = (value) => (value >= 1e6 ? `${value / 1e6}\u202fM` : value >= 1e4 ? `${value / 1e3}\u202fk` : grouped(value));

function rateOption(content) {
  const [fontSize, base] = [letters(), frame(content)];
  return {
    ...base,
    grid: { left: 3.4 * fontSize, right: 2 * fontSize, top: 2.4 * fontSize, bottom: 2 * fontSize },
    tooltip: { ...base.tooltip, order: 'valueDesc', valueFormatter: (value) => (value === null || value === undefined ? 'not read' : `${grouped(value)} packets/s`) },
    yAxis: { ...base.yAxis, name: 'packets/s', nameTextStyle: { color: base.yAxis.axisLabel.color, fontSize, align: 'left', padding: [0, 0, 0, -3.4 * fontSize] }, axisLabel: { ...base.yAxis.axisLabel, formatter: short } },
    series: content.series.map(({ name, place, points }) => ({
      name,
      type: 'line',
      showSymbol: false,
      connectNulls: false,
      data: points,
      lineStyle: { width: 2.5, color: colour(`--series-${place}`), type: dashes(place) },
      itemStyle: { color: colour(`--series-${place}`) },
    })),
  };
}

const dashes = (place) => {
  const lengths = colour(`--series-${place}-dash`).split(' ').map(Number);
  return lengths.length > 1 ? lengths : 'solid';
};

/** The letters change with the window too. */
function resize(element) {
  const item = drawn.get(element);
  if (!item || item.chart.isDisposed()) return;
  item.chart.resize();
  show(item);
}

const show = ({ chart, option }) => option && chart.setOption(option(), { notMerge: true });

function draw(element, option) {
  let item = drawn.get(element);
  if (!item || item.chart.isDisposed()) {
    const chart = echarts.init(element, null, { renderer: 'svg' });
    const observer = new ResizeObserver(() => resize(element));
    observer.observe(element);
    item = { chart, observer };
    drawn.set(element, item);
  }
  item.option = option;
  show(item);
}

/** content: points [[epoch milliseconds, score or null], ...]; from, to; marks: times of changes of the graph; bands: times that were not healthy [{from, to, tone}]. */
export const scoreTimeline = (element, content) => draw(element, () => scoreOption(content));

/** content: series [{name, place: colour and dashes, points [[epoch milliseconds, packets/s or null], ...]}]; from, to. */
export const rates = (element, content) => draw(element, () => rateOption(content));

export function dispose(element) {
  const item = drawn.get(element);
  item?.observer.disconnect();
  item?.chart.dispose();
  drawn.delete(element);
}

addEventListener('raa-theme', () => {
  for (const item of drawn.values()) show(item);
});

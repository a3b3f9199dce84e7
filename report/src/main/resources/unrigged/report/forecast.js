/**
 * What the model forecasts between the points of its grid: the logarithms of the throughput are interpolated linearly in the logarithm of
 * each setting (in the setting itself where that may be 0). A position counts along an axis: 2.5 is half way from the third value to the fourth.
 */
const forecast = data.forecast;
const forecastAxes = forecast ? forecast.axes : [];
const forecastLogs = new Map((forecast ? forecast.stacks : []).map(s => [s.stack, Float64Array.from(s.logs)]));
const strides = forecastAxes.map((_, k) => forecastAxes.slice(k + 1).reduce((n, axis) => n * axis.values.length, 1));
/** Settings that exist in whole numbers only. */
const WHOLE = ['clients', 'cpus'];

function positionOf(axis, value) {
  const values = axis.values, last = values.length - 1;
  if (value <= values[0]) return 0;
  if (value >= values[last]) return last;
  const i = d3.bisectRight(values, value) - 1;
  return i + (axis.log ? Math.log(value / values[i]) / Math.log(values[i + 1] / values[i]) : (value - values[i]) / (values[i + 1] - values[i]));
}

function valueAt(axis, position) {
  const values = axis.values, i = Math.min(Math.floor(position), values.length - 1), share = position - i;
  const value = share === 0 ? values[i] : axis.log ? values[i] * (values[i + 1] / values[i]) ** share : values[i] + share * (values[i + 1] - values[i]);
  return WHOLE.includes(axis.id) ? Math.round(value) : value;
}

const axisWords = (axis, at) => String(+valueAt(axis, at[axis.id]).toPrecision(4));

/** With its unit, as beside a slider. */
function axisValue(axis, value) {
  const words = WHOLE.includes(axis.id) ? plain.format(value) : String(+value.toPrecision(value < 1 ? 2 : 3));
  return words + (axis.unit ? (axis.unit === '×' ? '' : ' ') + axis.unit : '');
}

const beyond = (axis, value) => Boolean(axis.measured) && (value < axis.measured[0] * .999 || value > axis.measured[1] * 1.001);
const beyondAt = at => forecastAxes.filter(axis => beyond(axis, valueAt(axis, at[axis.id])));

function positionsOf(settings) {
  return Object.fromEntries(forecastAxes.map(axis => [axis.id, positionOf(axis, settings[axis.id] ?? axis.values[0])]));
}

/** At the first scenario that was measured. */
function firstPositions() {
  const own = forecast && forecast.measured && (forecast.measured.find(m => m.scenario === 'baseline') || forecast.measured[0]);
  return positionsOf(own ? own.at : Object.fromEntries(forecastAxes.map(axis => [axis.id, axis.measured ? axis.measured[0] : axis.values[0]])));
}

/** The measured scenario where all sliders are at its settings. */
function measuredAt(at) {
  return forecast && (forecast.measured || []).find(m => forecastAxes.every(axis => Math.abs(positionOf(axis, m.at[axis.id] ?? axis.values[0]) - at[axis.id]) < .02));
}

/** The grid's points around a place and the weight of each, without those of no weight. */
function corners(at, axes = forecastAxes) {
  let list = [{ offset: 0, weight: 1 }];
  for (const axis of axes) {
    const stride = strides[forecastAxes.indexOf(axis)], i = Math.floor(at[axis.id]), share = at[axis.id] - i;
    list = list.flatMap(c => share > 0
      ? [{ offset: c.offset + i * stride, weight: c.weight * (1 - share) }, { offset: c.offset + (i + 1) * stride, weight: c.weight * share }]
      : [{ offset: c.offset + i * stride, weight: c.weight }]);
  }
  return list;
}

function weighed(logs, list, from = 0) {
  let sum = 0;
  for (const c of list) sum += c.weight * logs[from + c.offset];
  return sum;
}

/** The logarithms of stack a as a multiple of b at the grid's points of two axes, the others as they are. */
function logRatioGrid(a, b, across, up, at) {
  const list = corners(at, forecastAxes.filter(axis => axis !== across && axis !== up));
  const [i, j] = [across, up].map(axis => strides[forecastAxes.indexOf(axis)]);
  const logsA = forecastLogs.get(a), logsB = forecastLogs.get(b);
  return up.values.map((_, y) => across.values.map((__, x) => {
    const from = x * i + y * j;
    return weighed(logsA, list, from) - weighed(logsB, list, from);
  }));
}

/** Between the points of a grid of two axes. */
function between(grid, x, y) {
  const i = Math.min(Math.floor(x), grid[0].length - 1), j = Math.min(Math.floor(y), grid.length - 1);
  const right = Math.min(i + 1, grid[0].length - 1), above = Math.min(j + 1, grid.length - 1), u = x - i, v = y - j;
  return (grid[j][i] * (1 - u) + grid[j][right] * u) * (1 - v) + (grid[above][i] * (1 - u) + grid[above][right] * u) * v;
}

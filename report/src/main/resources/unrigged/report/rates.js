/** Requests per second that a scenario offers whatever the answers do; undefined where each client waits for its answer. */
const rateOf = new Map(result.scenarios.map(s => {
  const row = s.rows.find(r => r.levels), rate = row && parseFloat(row.levels['load.rate']);
  return [s, rate > 0 ? rate : undefined];
}));
const offeredRate = scenario => rateOf.get(scenario);
const keptUp = row => !row.findings.some(f => f.rule === 'backlog-grew');

/** A row's P50 as a multiple of the chosen reference stack's: what open loops are compared by, where throughput is what was offered. */
function latencyComparison(scenario, row) {
  const why = row.why || row.p50RatioWhy, other = rowIn(scenario, state.reference);
  if (state.reference === result.baseline) return { ...compared(row.p50Ratio, ...(row.p50RatioInterval || [undefined, undefined]), row.p50Verdict), why };
  if (row.stack === state.reference) return row.p50Ms > 0 ? { ratio: 1, verdict: 'baseline' } : { why };
  return row.p50Ms > 0 && other && other.p50Ms > 0 && keptUp(row) && keptUp(other) ? { ratio: row.p50Ms / other.p50Ms } : { verdict: 'not compared', why };
}

/** Scenarios that differ by their rate alone: [[scenarios, the lowest rate first], …], those with most rates first. */
function rateSeries() {
  const others = scenario => settingsOf(scenario).filter(s => s.id !== 'load.rate').map(levels).join(', ');
  const open = result.scenarios.filter(offeredRate).sort((s, t) => offeredRate(s) - offeredRate(t));
  return [...d3.group(open, others).values()].filter(list => list.length > 1).sort((p, q) => q.length - p.length);
}

/** Latency of each stack against the rate that was offered to all. */
function drawRates() {
  const series = rateSeries();
  if (!series.length) return;
  const one = chart('rates', 'Latency against offered rate', 'offered-rate');
  view(['scenario', 'filter', 'all'], () => {
    const scenarios = series.find(list => list.includes(state.scenario)) || series[0];
    const curves = stacks.map(stack => rateCurve(stack, scenarios)).filter(c => c.points.length && isShown(c.row));
    setText(one.told, rateCaption(scenarios[0]));
    drawRateCurves(one, curves, scenarios);
    one.picture.setAttribute('aria-label', 'Latency against offered rate. ' + curves.map(c => `${label(c.row)}: ${c.points.map(rateWords).join('; ')}`).join('. ') + '.');
  });
}

function rateCaption(scenario) {
  const s = scenario.settings || {};
  return `Requests arrive at random, at the same instants for all stacks, whatever the answers do; latency from when a request was due, in milliseconds, logarithmic. Solid: P50 with its 95 % interval. Dashed: P99, where it is resolved. Hollow: the stack did not keep up, and its latency grows as long as the load lasts.`
    + (s.delayMs ? ` The query delay is ${fig(s.delayMs)} ms.` : '');
}

function rateCurve(stack, scenarios) {
  const points = scenarios.map(scenario => ({ rate: offeredRate(scenario), scenario, row: rowIn(scenario, stack) })).filter(p => p.row && !p.row.why && p.row.p50Ms > 0);
  return { row: rowOf.get(stack), points };
}

function rateWords({ rate, row }) {
  const p99 = row.p99Ms > 0 ? `, P99 ${fig(row.p99Ms)} ms` : '';
  return `${level(rate)}/s: P50 ${fig(row.p50Ms)} ms${p99}${keptUp(row) ? '' : ', did not keep up'}`;
}

function drawRateCurves(one, curves, scenarios) {
  const names = one.width < 520 ? 8 : Math.min(widest(curves.map(c => label(c.row))) + 20, one.width * .35), height = 340, right = one.width - names, bottom = height - 40;
  resize(one, height);
  const points = curves.flatMap(c => c.points), ms = points.flatMap(p => [p.row.p50Ms, p.row.p99Ms, ...(p.row.p50MsInterval || [])]).filter(v => v > 0);
  const x = d3.scaleLinear().domain([0, d3.max(scenarios, offeredRate) * 1.03]).range([52, right]), y = d3.scaleLog().domain([d3.min(ms) / 1.15, d3.max(ms) * 1.15]).range([bottom, 10]);
  const frame = axes(x, y, [46, right], bottom, a => a.ticks(Math.max(2, (right - 46) / 70)), a => a.tickValues(logTicks(y.domain())).tickFormat(short));
  const ends = labelPlaces(curves.map(c => y(c.points.at(-1).row.p50Ms)), 15, [16, bottom]);
  one.picture.replaceChildren(...frame, text(right, height - 6, 'requests offered per second', 'dim', 'end'), text(0, 12, 'ms', 'dim'),
    ...curves.map((c, i) => rateLine(c, x, y, one.width < 520 ? undefined : [right + 12, ends[i] + 4, names - 14])));
}

/** Words as near to their heights as they can be without overlapping. */
function labelPlaces(heights, pitch, [top, bottom]) {
  const order = d3.sort(d3.range(heights.length), i => heights[i]), placed = [];
  let above = top - pitch;
  for (const i of order) above = placed[i] = Math.max(heights[i], above + pitch);
  let below = bottom + pitch;
  for (const i of order.reverse()) below = placed[i] = Math.min(placed[i], below - pitch);
  return placed;
}

function rateLine({ row, points }, x, y, name) {
  const colour = typeOf(row).colour, place = d3.line().x(p => x(p.rate));
  const path = (of, more) => svg('path', { d: place.y(p => y(of(p.row)))(points.filter(p => of(p.row) > 0)) || '', fill: 'none', stroke: colour, ...more });
  const spot = p => {
    const bounds = p.row.p50MsInterval || [], at = x(p.rate);
    const whisker = bounds.length ? [svg('line', { x1: at, x2: at, y1: y(bounds[0]), y2: y(bounds[1]), stroke: colour, 'stroke-width': 1.5, 'stroke-opacity': .6 })] : [];
    const dot = keptUp(p.row) ? markAt(row, at, y(p.row.p50Ms), 10) : svg('circle', { cx: at, cy: y(p.row.p50Ms), r: 4.5, fill: 'var(--page)', stroke: colour, 'stroke-width': 1.5 });
    return pressable(svg('g', { class: 'item', 'aria-label': `${label(row)}, ${rateWords(p)}. Chooses the scenario.` }, svg('title', {}, `${label(row)}, ${rateWords(p)}`), ...whisker, dot), () => chooseScenario(p.scenario));
  };
  return svg('g', { class: 'curve', 'data-stack': row.stack }, path(r => r.p50Ms, { 'stroke-width': 2 }), path(r => r.p99Ms, { 'stroke-width': 1.25, 'stroke-dasharray': '4 4' }),
    ...points.map(spot), ...(name ? [text(name[0], name[1], fitted(label(row), name[2]), 'name')] : []));
}

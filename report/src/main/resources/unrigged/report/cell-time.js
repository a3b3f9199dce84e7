/** What is told of a slice that does not simply count: its state, the words for it and its colour. */
const SLICE_STATES = {
  replaced: { words: 'disturbed, and measured again: not counted', colour: 'var(--doubt)' },
  lost: { words: 'its server ended in this block: not counted', colour: 'var(--fault)' },
  failed: { words: 'failed', colour: 'var(--fault)' },
};

/** From the first to the last slice of each block, of all stacks: [block, minute, minute]. */
function blockSpans() {
  const spans = new Map();
  for (const row of everyRow) {
    for (const [block, , , minute, , , state] of row.slices) {
      if (state) continue;
      const span = spans.get(block) || [block, minute, minute];
      spans.set(block, [block, Math.min(span[1], minute), Math.max(span[2], minute)]);
    }
  }
  return [...spans.values()].sort((p, q) => p[1] - q[1]);
}

function sliceWords([block, round, perSecond, minute, p50, p99, state]) {
  const latency = [['P50', p50], ['P99', p99]].filter(([, ms]) => ms !== null).map(([name, ms]) => `, ${name} ${fig(ms)} ms`).join('');
  const figures = perSecond === null ? '' : `: ${fig(perSecond)}/s${latency}`;
  return `Minute ${minute.toFixed(2)}, block ${block}, round ${round}${figures}${SLICE_STATES[state] ? ' (' + SLICE_STATES[state].words + ')' : ''}`;
}

/** Throughput, P50 and P99 of each slice over the run's time. */
function cellTime(row, drawings) {
  const slices = [...row.slices].sort((p, q) => p[3] - q[3]), timed = slices.filter(s => s[2] !== null);
  if (timed.length < 2) return [];
  const spans = blockSpans(), marked = Object.keys(SLICE_STATES).map(state => [state, slices.filter(s => s[6] === state).length]).filter(([, n]) => n);
  const one = result.slices ? 'slice' : 'trial';
  const odd = marked.map(([state, n]) => ` ${plural(n, one, one + 's')} ${SLICE_STATES[state].words}.`).join('');
  const told = `Each ${one} at its minute of the run; shaded: every other block. Above answers per second, below latency in ms, logarithmic: dots P50, strokes P99.` + (marked.length ? ' Rings and crosses:' + odd.toLowerCase() : '');
  const readout = el('p', { class: 'note readout', role: 'status' }, 'Arrow keys or a pointer read single values.');
  let chosen = -1, places = [], ring;
  const choose = i => {
    chosen = Math.max(0, Math.min(slices.length - 1, i));
    readout.textContent = sliceWords(slices[chosen]) + '.';
    setAll(ring, { x1: places[chosen], x2: places[chosen], visibility: 'visible' });
  };
  const figure = cellChart('Throughput and latency over time', 'time', told, 320, drawings, (width, height) => {
    const drawn = timeChart(row, slices, spans, width, height);
    places = slices.map(s => drawn.x(s[3]));
    ring = svg('line', { y1: 8, y2: height - 40, stroke: 'var(--ink)', 'stroke-opacity': .5, visibility: 'hidden' });
    if (chosen >= 0) choose(chosen);
    return [...drawn.parts, ring];
  });
  const picture = figure.querySelector(':scope > svg'), of = i => d3.extent(timed, s => s[i]);
  const range = ([low, high]) => `${fig(low)} to ${fig(high)}`, some = i => timed.some(s => s[i] !== null);
  setAll(picture, { tabindex: 0, role: 'group', 'aria-roledescription': 'chart', 'aria-label': `Throughput and latency over time: ${plural(slices.length, one, one + 's')} from minute ${slices[0][3].toFixed(1)} to ${slices.at(-1)[3].toFixed(1)}; ${range(of(2))} answers per second${some(4) ? `, P50 ${range(of(4))} ms` : ''}${some(5) ? `, P99 ${range(of(5))} ms` : ''}.${odd} Left and right arrow read single values.` });
  picture.addEventListener('keydown', event => {
    const to = { ArrowLeft: chosen - 1, ArrowRight: chosen + 1, Home: 0, End: slices.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    choose(to);
  });
  picture.addEventListener('pointermove', event => {
    const at = event.clientX - picture.getBoundingClientRect().left;
    choose(d3.minIndex(places, x => Math.abs(x - at)));
  });
  figure.append(readout);
  return [figure];
}

function timeChart(row, slices, spans, width, height) {
  const middle = Math.round((height - 40) * .52), bottom = height - 40, right = width - 6;
  const throughput = slices.map(s => s[2]).filter(v => v !== null), latency = slices.flatMap(s => [s[4], s[5]]).filter(v => v > 0);
  const last = Math.max(d3.max(spans, s => s[2]) || 0, slices.at(-1)[3], .02);
  const x = d3.scaleLinear().domain([Math.min(d3.min(spans, s => s[1]) || 0, slices[0][3]), last]).range([52, right - 6]);
  const above = d3.scaleLinear().domain([0, d3.max(throughput) * 1.05]).range([middle - 12, 8]);
  const below = d3.scaleLog().domain(latency.length ? [d3.min(latency) / 1.1, d3.max(latency) * 1.1] : [1, 10]).range([bottom, middle + 12]);
  const left = (scale, set) => {
    const node = svg('g', { class: 'axis', transform: 'translate(46 0)' });
    d3.select(node).call(set(d3.axisLeft(scale).tickSize(-(right - 46))));
    return node;
  };
  const minutes = svg('g', { class: 'axis', transform: `translate(0 ${bottom})` });
  d3.select(minutes).call(d3.axisBottom(x).ticks(Math.max(2, width / 70)).tickSize(4));
  const band = s => svg('rect', { x: x(s[1]) - 2, width: x(s[2]) - x(s[1]) + 4, y: 8, height: bottom - 8, fill: 'var(--faint)' }, svg('title', {}, `block ${s[0]}`));
  return {
    x,
    parts: [...spans.filter((_, i) => i % 2 === 0).map(band), left(above, a => a.ticks(4).tickFormat(rateTick)),
      ...(latency.length ? [left(below, a => a.tickValues(logTicks(below.domain())).tickFormat(short))] : []),
      minutes, text(right, height - 6, 'minutes since the run began', 'dim', 'end'), text(0, 12, '/s', 'dim'), ...(latency.length ? [text(0, middle + 16, 'ms', 'dim')] : []),
      ...slices.flatMap(s => sliceMarks(row, s, x, above, below, middle))],
  };
}

function sliceMarks(row, slice, x, above, below, middle) {
  const [, , perSecond, minute, p50, p99, state] = slice, odd = SLICE_STATES[state], colour = odd ? odd.colour : typeOf(row).colour;
  const at = x(minute), words = svg('title', {}, sliceWords(slice));
  if (perSecond === null) return [svg('path', { d: `M${at - 4} ${middle - 20}l8 8m0 -8l-8 8`, stroke: colour, 'stroke-width': 2 }, words)];
  const dot = y => svg('circle', { cx: at, cy: y, r: odd ? 3.5 : 2.4, fill: odd ? 'none' : colour, 'fill-opacity': .75, stroke: odd ? colour : 'none', 'stroke-width': 1.5 }, svg('title', {}, sliceWords(slice)));
  return [dot(above(perSecond)), ...(p50 > 0 ? [dot(below(p50))] : []),
    ...(p99 > 0 ? [svg('line', { x1: at - 3, x2: at + 3, y1: below(p99), y2: below(p99), stroke: colour, 'stroke-width': 1.5, 'data-state': state || undefined }, words)] : [])];
}

/** A small chart in the dialog; it is drawn when its place has a width. */
function cellChart(title, file, told, height, drawings, draw) {
  const picture = svg('svg', { role: 'img', 'aria-label': title });
  const figure = el('figure', {}, el('div', { class: 'chart-head' }, el('h3', {}, title), saveButtons(picture, title, file)), el('figcaption', {}, told), picture);
  drawings.push(() => {
    const width = Math.max(figure.clientWidth, 240);
    setAll(picture, { viewBox: `0 0 ${width} ${height}`, height });
    picture.replaceChildren(...draw(width, height));
  });
  return figure;
}

/** 1500 as 1.5k. */
const rateTick = v => v < 1 ? short(v) : d3.format('~s')(v);

/** A few labels that a logarithmic axis of any length has room for: powers of ten, with 2 and 5 between few of them. */
function logTicks([low, high]) {
  const tens = d3.range(Math.floor(Math.log10(low)), Math.ceil(Math.log10(high)) + 1).map(k => 10 ** k), inside = v => v >= low && v <= high;
  const some = tens.flatMap(ten => high / low < 300 ? [ten, 2 * ten, 5 * ten] : [ten]).filter(inside);
  return some.length > 2 ? some : d3.ticks(low, high, 4);
}

function axes(x, y, width, height, xTicks, yTicks) {
  const bottom = svg('g', { class: 'axis', transform: `translate(0 ${height})` }), left = svg('g', { class: 'axis', transform: `translate(${width[0]} 0)` });
  d3.select(bottom).call(xTicks(d3.axisBottom(x).tickSize(4)));
  d3.select(left).call(yTicks(d3.axisLeft(y).tickSize(-(width[1] - width[0]))));
  return [left, bottom];
}

/** Throughput of each block, and of each slice where they are told. */
function cellThroughput(row, drawings) {
  const blocks = row.blocks || [], slices = row.slices.filter(s => !s[6] || s[6] === 'lost');
  if (!blocks.length) return [];
  const told = 'Right answers per second. Marks: blocks.' + (slices.length ? ' Dots: slices, in their order.' : '');
  return [cellChart('Throughput, block by block', 'blocks', told, 220, drawings, (width, height) => {
    const values = blocks.map(b => b.throughputPerSecond).concat(slices.map(s => s[2]));
    const numbers = [...new Set(blocks.map(b => b.block).concat(slices.map(s => s[0])))].sort((p, q) => p - q);
    const x = d3.scalePoint(numbers, [58, width - 16]).padding(.4), y = d3.scaleLinear().domain([Math.min(...values) * .95, Math.max(...values) * 1.03]).nice().range([height - 40, 8]);
    const every = Math.ceil(numbers.length / (width / 34)), rounds = d3.max(slices, s => s[1]) || 1;
    return [...axes(x, y, [46, width - 4], height - 40, a => a.tickValues(numbers.filter((_, i) => i % every === 0)), a => a.ticks(5).tickFormat(rateTick)),
      text(width - 4, height - 6, 'block', 'dim', 'end'),
      ...slices.map(s => svg('circle', { cx: x(s[0]) + (s[1] - (rounds + 1) / 2) * Math.min(x.step() / (rounds + 1), 12), cy: y(s[2]), r: 2.2, fill: 'var(--soft)', 'fill-opacity': .7 })),
      ...blocks.map(b => svg('g', {}, svg('title', {}, `block ${b.block}: ${fig(b.throughputPerSecond)}/s` + (b.throughputRatio ? `, ${times(b.throughputRatio)}` : '')), markAt(row, x(b.block), y(b.throughputPerSecond), 11)))];
  })];
}

/** The tail of the latencies: each step to the right has a tenth of the answers beyond it. */
function cellPercentiles(row, drawings) {
  const points = row.percentiles.filter(([p, ms]) => p < 1 && ms > 0);
  if (points.length < 2) return [];
  const nines = p => -Math.log10(1 - p);
  return [cellChart('Latency by percentile', 'percentiles', 'Milliseconds, logarithmic; to the right ever rarer answers.', 240, drawings, (width, height) => {
    const x = d3.scaleLinear().domain([0, nines(points.at(-1)[0])]).range([46, width - 16]), y = d3.scaleLog().domain(d3.extent(points, p => p[1])).nice().range([height - 40, 8]);
    const marks = [0, .5, .9, .99, .999, .9999, .99999].filter(p => nines(p) <= x.domain()[1] + .01);
    const path = d3.line().x(p => x(nines(p[0]))).y(p => y(p[1])).curve(d3.curveMonotoneX);
    return [...axes(x, y, [46, width - 4], height - 40, a => a.tickValues(marks.map(nines)).tickFormat((_, i) => 'P' + +(marks[i] * 100).toFixed(3)), a => a.tickValues(logTicks(y.domain())).tickFormat(short)),
      svg('path', { d: path(points), fill: 'none', stroke: typeOf(row).colour, 'stroke-width': 2 }),
      ...points.map(([p, ms]) => svg('circle', { cx: x(nines(p)), cy: y(ms), r: 2.5, fill: typeOf(row).colour }, svg('title', {}, `P${+(p * 100).toFixed(3)}: ${fig(ms)} ms`)))];
  })];
}

const charts = [];

/** A figure with a heading, a caption, a picture and the buttons that save it. */
function chart(id, title, file, ...between) {
  const figure = $(id), picture = svg('svg', { role: 'group' }), told = el('figcaption');
  figure.hidden = false;
  figure.replaceChildren(el('div', { class: 'chart-head' }, el('h3', {}, title), saveButtons(picture, title, file)), told, ...between, picture);
  const one = { figure, picture, told, title, width: 0 };
  charts.push(one);
  return one;
}

/** All widths before anything is drawn: a width that is read between two drawings costs a layout. */
function measureCharts() {
  const widths = charts.map(c => c.picture.parentElement.clientWidth);
  charts.forEach((c, i) => { c.width = Math.max(widths[i], 240); });
}

function resize(one, height) {
  setAll(one.picture, { viewBox: `0 0 ${one.width} ${height}`, height });
}

const pen = document.createElement('canvas').getContext('2d'), family = getComputedStyle(document.body).fontFamily, widths = new Map();

/** How wide words are in a chart, in px, in the fonts that the browser has; names may be bold. */
function widthOf(words, weight = 650, size = 12.5) {
  const font = `${weight} ${size}px ${family}`, key = font + words;
  if (!widths.has(key)) {
    pen.font = font;
    widths.set(key, pen.measureText(words).width);
  }
  return widths.get(key);
}

const widest = (all, weight, size) => d3.max(all, words => widthOf(words, weight, size)) || 0;
/** As much of a name as there is room for. */
function fitted(words, room) {
  let most = words.length;
  while (most > 2 && widthOf(clipped(words, most)) > room) most--;
  return clipped(words, most);
}

const SMOOTHLY_MS = 550;
const places = new WeakMap();

/** Puts a node at a place; smoothly, it is seen to move there from where it was. */
function put(node, x, y, smoothMs, stretch = 1) {
  const [px, py, s] = [x.toFixed(1), y.toFixed(1), Math.max(stretch, .01).toFixed(2)];
  const place = `translate(${px}px, ${py}px) scale(${s}, 1)`, before = places.get(node);
  if (place === before) return;
  places.set(node, place);
  node.setAttribute('transform', `translate(${px} ${py}) scale(${s} 1)`);
  if (!before || !smoothMs || still()) return;
  node.getAnimations().forEach(a => a.cancel());
  node.animate([{ transform: before }, { transform: place }], { duration: smoothMs, easing: 'cubic-bezier(.3,.7,.2,1)' });
}

/** A logarithmic scale of ratios with room at both ends; 1× is always on it. */
function ratioScale([low, high], from, to) {
  return d3.scaleLog().domain([Math.min(low, .95) / 1.03, Math.max(high, 1.05) * 1.03]).range([from, to]).clamp(true);
}

/** An axis above the rows with lines down through them; at 1× the line is stronger. A short logarithmic one has even steps. */
function drawAxis(node, scale, height, tick, one) {
  const [low, high] = scale.domain(), even = !scale.base || high / low < 4;
  const count = Math.max(2, Math.round(Math.abs(scale.range()[1] - scale.range()[0]) / (scale.base ? 84 : 58)));
  const axis = d3.axisTop(scale).tickSize(-height).tickPadding(5);
  if (even) axis.tickValues(d3.ticks(low, high, count)).tickFormat(tick);
  else axis.ticks(count).tickFormat(scale.tickFormat(count, tick));
  d3.select(node).call(axis).selectAll('.tick').classed('one', v => one && v === 1);
}

/** Where two are tied: ±5 %. */
const tieBand = (scale, y, height) => ({ class: 'tie', x: scale(.95), width: scale(1.05) - scale(.95), y, height });

function ratioExtent(values) {
  const [low, high] = d3.extent(values.filter(v => v > 0 && Number.isFinite(v)));
  return [low === undefined ? 1 : low, high === undefined ? 1 : high];
}

function line(x1, x2, y, colour, thickness) {
  return svg('line', { x1, x2, y1: y, y2: y, stroke: colour, 'stroke-width': thickness });
}

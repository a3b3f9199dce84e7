const data = JSON.parse(document.getElementById('data').textContent);
const result = data.result;
const $ = id => document.getElementById(id);

/** An element; text is only ever set as text, never as markup. */
function el(name, attributes, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value !== undefined && value !== false) node.setAttribute(key, value === true ? '' : value);
  }
  node.append(...children.filter(c => c !== undefined));
  return node;
}

function svg(name, attributes, ...children) {
  const node = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes || {})) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

const plain = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const fig = v => v === undefined ? '–' : Math.abs(v) < 9.995 ? v.toFixed(2) : Math.abs(v) < 99.95 ? v.toFixed(1) : plain.format(v);
const percent = v => v === undefined ? 'not recorded' : (v * 100).toFixed(v < 0.1 ? 1 : 0) + ' %';
const plural = (n, one, many) => plain.format(n) + ' ' + (n === 1 ? one : many);
function duration(s) {
  if (s < 60) return s.toFixed(1) + ' s';
  if (s < 3600) return Math.floor(s / 60) + ' min ' + Math.round(s % 60) + ' s';
  return Math.floor(s / 3600) + ' h ' + Math.round(s % 3600 / 60) + ' min';
}

const still = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Colour and shape both tell the concurrency type, so that colour is never needed. */
const TYPES = {
  'sync': { path: 'M6 0a6 6 0 1 0 .01 0z', colour: 'var(--sync)' },
  'platform-threads': { path: 'M6 0a6 6 0 1 0 .01 0zM6 3a3 3 0 1 1-.01 0z', colour: 'var(--platform-threads)' },
  'greenlet': { path: 'M.7 .7h10.6v10.6H.7z', colour: 'var(--greenlet)' },
  'coroutine': { path: 'M6 0 12 11H0z', colour: 'var(--coroutine)' },
  'virtual-threads': { path: 'M6-.8 12.8 6 6 12.8-.8 6z', colour: 'var(--virtual-threads)' },
  'event-loop': { path: 'M4 0h4v4h4v4H8v4H4V8H0V4h4z', colour: 'var(--event-loop)' },
};
const typeOf = row => TYPES[row.concurrency] || { path: 'M0 4h12v4H0z', colour: 'var(--soft)' };
const TIERS = ['load', 'proxy', 'app', 'pool', 'database'];
const SEVERITIES = { 'fault': 'fault', 'doubt': 'doubt', 'note': 'note', 'not observable': 'blind' };
/** As shown; the file keeps the words of its format. */
const shown = word => data.shown[word] || word;

function mark(row) {
  const t = typeOf(row);
  const path = svg('path', { d: t.path, 'fill-rule': 'evenodd' });
  path.style.fill = t.colour;
  return svg('svg', { class: 'mark', viewBox: '0 0 12 12', 'aria-hidden': 'true' }, path);
}

/** The marker centred on a point of a chart. */
function markAt(row, x, y, size) {
  const t = typeOf(row);
  const k = size / 12;
  const path = svg('path', { d: t.path, 'fill-rule': 'evenodd', transform: `translate(${x - size / 2} ${y - size / 2}) scale(${k})` });
  path.style.fill = t.colour;
  return path;
}

/** With its driver where another stack differs by that alone. */
function framework(row) {
  const twins = result.scenarios.flatMap(s => s.rows).filter(r => r.framework === row.framework && r.server === row.server && r.type === row.type);
  return twins.every(r => r.driver === row.driver) ? row.framework : `${row.framework} (${row.driver})`;
}
const label = row => row.framework === row.server ? framework(row) : framework(row) + ' · ' + row.server;

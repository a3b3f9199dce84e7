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
/** The application first: its share is what a stack answers for. */
const TIERS = ['app', 'proxy', 'pool', 'database', 'load'];
const tierName = tier => tier === 'load' ? 'load generator' : tier === 'app' ? 'application' : tier;
const SEVERITIES = { 'fault': 'fault', 'doubt': 'doubt', 'note': 'note', 'not observable': 'blind' };

function markPath(row) {
  const t = typeOf(row);
  return svg('path', { d: t.path, 'fill-rule': 'evenodd', fill: t.colour });
}

const mark = row => svg('svg', { class: 'mark', viewBox: '0 0 12 12', 'aria-hidden': 'true' }, markPath(row));

/** The mark centred on a point of a chart. */
function markAt(row, x, y, size) {
  const path = markPath(row);
  path.setAttribute('transform', `translate(${x - size / 2} ${y - size / 2}) scale(${size / 12})`);
  return path;
}

function swatch(colour) {
  const node = el('i', { class: 'swatch' });
  node.style.background = colour;
  return node;
}

const tierLegend = () => el('div', { class: 'legend' },
  ...TIERS.map(tier => el('span', {}, swatch(`var(--${tier})`), tierName(tier))));

const plain = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const fig = v => v === undefined || v === null ? '–' : Math.abs(v) < 9.995 ? v.toFixed(2) : Math.abs(v) < 99.95 ? v.toFixed(1) : plain.format(v);
const times = v => v === undefined ? '–' : fig(v) + '×';
const percent = v => v === undefined ? 'not recorded' : (v * 100).toFixed(Math.abs(v) < 0.1 ? 1 : 0).replace('-', '−') + ' %';
const plural = (n, one, many) => plain.format(n) + ' ' + (n === 1 ? one : many);
const short = v => String(+v.toPrecision(3));
const clipped = (words, most) => words.length > most ? words.slice(0, most - 1) + '…' : words;
/** As shown; the file keeps the words of its format. */
const shown = word => data.shown[word] || word;

function duration(s) {
  if (s < 60) return s.toFixed(1) + ' s';
  if (s < 3600) return Math.floor(s / 60) + ' min ' + Math.round(s % 60) + ' s';
  return Math.floor(s / 3600) + ' h ' + Math.round(s % 3600 / 60) + ' min';
}

const differs = verdict => verdict === 'faster' || verdict === 'slower';

/** A bound beyond 1 by its verdict is never printed as 1.00. */
function bound(v, verdict) {
  if (!differs(verdict) || fig(v) !== '1.00') return fig(v);
  return v > 1 ? Math.max(v, 1.001).toFixed(3) : Math.min(v, .999).toFixed(3);
}

const ends = c => c.low === undefined ? '' : bound(c.low, c.verdict) + '–' + bound(c.high, c.verdict);

/** Why a stack in a scenario has no ratio, in a word. */
const noRatio = c => c.verdict && c.verdict !== 'baseline' ? shown(c.verdict) : 'no ratio';

/** Within a sentence; an abbreviation keeps its capitals. */
const lowered = words => /^[A-Z][a-z]/.test(words) ? words[0].toLowerCase() + words.slice(1) : words;

/** The title of a scenario without its name. */
function aboutScenario(s) {
  const [head, ...rest] = s.title.split(': ');
  const named = rest.length && head.toLowerCase().replaceAll(' ', '-') === s.scenario;
  const about = named ? rest.join(': ') : s.title === s.scenario ? '' : s.title;
  return lowered(about);
}

const scenarioWords = s => aboutScenario(s) ? s.scenario + ' — ' + aboutScenario(s) : s.scenario;

/** A scenario's settings; those that differ between sync and async stacks have both values. */
function settingsOf(scenario) {
  const s = scenario.settings;
  if (!s) return [];
  const both = (name, words) => s[name] !== undefined ? [s[name]] : [s[name + 'Sync'], s[name + 'Async']].filter(v => v !== undefined);
  const changed = Object.entries(s.changed || {}).map(([id, value]) => ({ id, title: shown(id), unit: '', values: [value] }));
  return [
    { id: 'delay', title: 'query delay', unit: 'ms', values: both('delayMs') },
    { id: 'clients', title: 'clients', unit: '', values: both('clients') },
    { id: 'sessions', title: 'database sessions', unit: '', values: both('dbSessions') },
    { id: 'workers', title: 'workers, sync / async', unit: '', values: [s.workersSync, s.workersAsync] },
    ...changed,
  ].filter(one => one.values.length);
}

const level = v => typeof v !== 'number' ? v : Number.isInteger(v) ? plain.format(v) : fig(v);
const levels = setting => [...new Set(setting.values.map(level))].join(' / ') + (setting.unit ? ' ' + setting.unit : '');

/** What tells a stack from others with its framework and server: concurrency, driver, at last its id. */
function distinction(row, twins) {
  const kind = r => (r.type.split(' / ')[1] || r.type).toLowerCase();
  const others = twins.filter(r => r.stack !== row.stack);
  if (!others.length) return '';
  const parts = [];
  if (others.some(r => kind(r) !== kind(row))) parts.push(kind(row));
  const alike = others.filter(r => kind(r) === kind(row));
  if (alike.some(r => r.driver !== row.driver)) parts.push(row.driver);
  if (alike.some(r => r.driver === row.driver)) parts.push(row.stack);
  return parts.join(', ');
}

const rowOf = new Map();
for (const s of result.scenarios) for (const r of s.rows) if (!rowOf.has(r.stack)) rowOf.set(r.stack, r);
const stacks = [...rowOf.keys()];
const distinctions = new Map([...rowOf.values()].map(row => [row.stack,
  distinction(row, [...rowOf.values()].filter(r => r.framework === row.framework && r.server === row.server))]));

function label(row) {
  const name = row.framework === row.server ? row.framework : row.framework + ' · ' + row.server;
  const own = distinctions.get(row.stack);
  return own ? `${name} (${own})` : name;
}

const nameOf = stack => rowOf.has(stack) ? label(rowOf.get(stack)) : stack;

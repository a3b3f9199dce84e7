/** The widest change of places first. */
const flips = [...(result.flips || [])].sort((x, y) => y.aFasterRatio / y.aSlowerRatio - x.aFasterRatio / x.aSlowerRatio);

function firstPair() {
  if (flips.length) return [flips[0].a, flips[0].b];
  const led = result.scenarios.find(s => s.leader);
  return led ? [led.leader.stack, led.leader.next] : [stacks[0], stacks.find(s => s !== stacks[0])];
}

/** The view at first; what the address says goes before it. */
function firstView() {
  const [a, b] = firstPair();
  return {
    scenario: result.scenarios[0], sort: 'throughputRatio', direction: 'descending', reference: result.baseline, a, b,
    types: new Set(), languages: new Set(), wide: false, intervals: false, edition: '',
    at: firstPositions(), across: 'delay', up: 'clients', from: '', to: '', cell: '',
  };
}

const measuredNames = () => (forecast && forecast.measured || []).map(m => m.scenario);

const state = {};
const views = [];

/** A part of the page that is drawn anew when one of these parts of the state changes. */
function view(parts, draw) { views.push({ parts, draw }); }

/** Smoothly, what moves is seen to move. */
function changed(parts, smooth = true) {
  for (const one of views) if (parts.some(p => one.parts.includes(p))) one.draw(smooth);
  remember();
}

const listed = set => [...set].join('|');

/** What differs from the first view, for the address. */
function addressed() {
  const first = firstView(), words = new URLSearchParams({ scenario: state.scenario.scenario, sort: state.sort, dir: state.direction });
  const add = (name, value, usual) => { if (value !== usual) words.set(name, value); };
  add('ref', state.reference, first.reference);
  add('a', state.a, first.a);
  add('b', state.b, first.b);
  add('types', listed(state.types), '');
  add('languages', listed(state.languages), '');
  add('columns', state.wide ? 'all' : '', '');
  add('intervals', state.intervals ? 'shown' : '', '');
  add('edition', state.edition, '');
  add('across', state.across, first.across);
  add('up', state.up, first.up);
  add('from', state.from, first.from);
  add('to', state.to, first.to);
  for (const axis of forecastAxes) add('at.' + axis.id, axisWords(axis, state.at), axisWords(axis, first.at));
  add('cell', state.cell, '');
  return words;
}

let remembering;

/** The address remembers the view, so that a link can point to it. Not at each step of a slider: browsers limit how often. */
function remember() {
  clearTimeout(remembering);
  remembering = setTimeout(() => { if (state.scenario) history.replaceState(null, '', '#' + addressed()); }, 120);
}

function recall() {
  clearTimeout(remembering);
  const words = new URLSearchParams(location.hash.slice(1));
  const known = (name, values, usual) => values.includes(words.get(name)) ? words.get(name) : usual;
  const some = (name, values) => new Set((words.get(name) || '').split('|').filter(v => values.includes(v)));
  const first = firstView();
  Object.assign(state, first, {
    scenario: result.scenarios.find(s => s.scenario === words.get('scenario')) || first.scenario,
    sort: known('sort', COLUMNS.map(c => c.key), first.sort),
    direction: known('dir', ['ascending', 'descending'], first.direction),
    reference: known('ref', stacks, first.reference),
    a: known('a', stacks, first.a),
    b: known('b', stacks, first.b),
    types: some('types', typesPresent()),
    languages: some('languages', languagesPresent()),
    wide: words.get('columns') === 'all',
    intervals: words.get('intervals') === 'shown',
    edition: known('edition', editions.map(e => e.id), ''),
    across: known('across', forecastAxes.map(a => a.id), first.across),
    up: known('up', forecastAxes.map(a => a.id), first.up),
    from: known('from', measuredNames(), ''),
    to: known('to', measuredNames(), ''),
    cell: known('cell', stacks, ''),
  });
  for (const axis of forecastAxes) {
    const value = parseFloat(words.get('at.' + axis.id));
    if (Number.isFinite(value)) state.at[axis.id] = positionOf(axis, value);
  }
}

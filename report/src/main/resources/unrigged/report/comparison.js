const measuredRows = scenario => scenario.rows.filter(r => !r.why);
const everyRow = result.scenarios.flatMap(measuredRows);
const rowsByScenario = new Map(result.scenarios.map(s => [s, new Map(s.rows.map(r => [r.stack, r]))]));
const rowIn = (scenario, stack) => rowsByScenario.get(scenario).get(stack);

const pairLists = new Map(Object.entries(data.pairs || {})), pairMaps = new Map();
const pairPlaces = new Map((data.stacks || []).map((stack, i) => [stack, i]));
const OPPOSITE = { faster: 'slower', slower: 'faster' };

/** A scenario's comparisons of two stacks, by the places of both in data.stacks; sorted in when they are first asked for. */
function pairsOf(scenario) {
  const name = scenario.scenario;
  if (!pairMaps.has(name)) pairMaps.set(name, new Map((pairLists.get(name) || []).map(p => [p[0] + ' ' + p[1], p])));
  return pairMaps.get(name);
}

function compared(ratio, low, high, verdict) {
  return low === undefined || low === null ? { ratio, verdict } : { ratio, low, high, verdict };
}

function inverse({ ratio, low, high, verdict }) {
  return compared(1 / ratio, low === undefined ? undefined : 1 / high, 1 / low, OPPOSITE[verdict] || verdict);
}

function withReference(row) {
  const [low, high] = row.throughputRatioInterval || [];
  return compared(row.throughputRatio, low, high, row.verdict);
}

/** Stack a as a multiple of b, with the interval of this pair alone where there is one; undefined without figures of both. */
function pairIn(scenario, a, b) {
  const of = pairsOf(scenario), i = pairPlaces.get(a), j = pairPlaces.get(b);
  const found = of.get(i + ' ' + j), turned = of.get(j + ' ' + i);
  if (found) return compared(...found.slice(2));
  if (turned) return inverse(compared(...turned.slice(2)));
  const x = rowIn(scenario, a), y = rowIn(scenario, b);
  if (!x || !y || !(x.throughputRatio > 0) || !(y.throughputRatio > 0)) return undefined;
  if (b === result.baseline) return withReference(x);
  if (a === result.baseline) return inverse(withReference(y));
  return { ratio: x.throughputRatio / y.throughputRatio };
}

/** A row as a multiple of the chosen reference stack. */
function comparison(scenario, row) {
  const why = row.why || row.throughputRatioWhy;
  if (state.reference === result.baseline) return { ...withReference(row), why };
  if (row.stack === state.reference) return row.throughputRatio > 0 ? { ratio: 1, verdict: 'baseline' } : { verdict: row.verdict, why };
  return pairIn(scenario, row.stack, state.reference) || { verdict: row.verdict === 'not compared' ? row.verdict : undefined, why: why || `no figures of ${nameOf(state.reference)} here` };
}

/** The blocks' ratios to the chosen reference stack, of blocks that both have. */
function blockRatios(scenario, row) {
  const reference = rowIn(scenario, state.reference);
  if (row.stack === state.reference || !row.blocks) return [];
  const other = new Map(((reference && reference.blocks) || []).map(b => [b.block, b.throughputPerSecond]));
  return row.blocks
    .map(b => ({ block: b.block, ratio: state.reference === result.baseline ? b.throughputRatio : b.throughputPerSecond / other.get(b.block) }))
    .filter(b => b.ratio > 0 && Number.isFinite(b.ratio));
}

/** Places of the rows that have a ratio, the best first, in each scenario. */
function placesIn(scenario) {
  const rows = scenario.rows.filter(r => r.throughputRatio > 0).sort((a, b) => b.throughputRatio - a.throughputRatio);
  return new Map(rows.map((r, i) => [r.stack, i + 1]));
}

const rankWords = row => row.rankSet ? (row.rankSet[0] === row.rankSet[1] ? String(row.rankSet[0]) : row.rankSet.join('–')) : '';

/**
 * Of two stacks in two scenarios that differ in several settings: what the change of each multiplies their ratio by, by the forecast. Runs
 * rarely measure the scenarios between the two, so every one of them is taken from the model's grid.
 */
function drawContributions() {
  const points = forecast && !data.claim ? (forecast.measured || []) : [];
  if (points.length < 2 || stacks.length < 2) return;
  const options = [['', 'where it is lowest'], ...points.map(p => [p.scenario, p.scenario])];
  const highest = [['', 'where it is highest'], ...options.slice(1)];
  const choose = name => value => { state[name] = value; changed(['change']); };
  const menus = el('div', { class: 'controls' }, menu('change-from', 'From', options, choose('from')), menu('change-to', 'To', highest, choose('to')));
  const one = chart('contributions', 'What each setting contributes, by the forecast', 'contributions', menus);
  view(['pair', 'change', 'all'], () => {
    $('change-from').value = state.from;
    $('change-to').value = state.to;
    const known = forecastLogs.has(state.a) && forecastLogs.has(state.b) && state.a !== state.b;
    const found = known && contributionsOf(points);
    one.picture.style.display = found && found.parts.length ? '' : 'none';
    setText(one.told, found ? contributionWords(found) : 'The model has no forecast of one of these two, or they are one stack.');
    if (found && found.parts.length) drawTornado(one, found.parts, true);
  });
}

const logRatioAt = at => {
  const list = corners(at);
  return weighed(forecastLogs.get(state.a), list) - weighed(forecastLogs.get(state.b), list);
};

function contributionsOf(points) {
  const entries = points.map(p => ({ scenario: p.scenario, at: positionsOf(p.at) })).map(e => ({ ...e, log: logRatioAt(e.at) }));
  const named = name => entries.find(e => e.scenario === name);
  const from = named(state.from) || d3.least(entries, e => e.log), to = named(state.to) || d3.greatest(entries, e => e.log);
  const axes = forecastAxes.filter(axis => Math.abs(from.at[axis.id] - to.at[axis.id]) > .02);
  return { from, to, parts: shapley(axes, from.at, to.at).sort((x, y) => Math.abs(Math.log(y.at)) - Math.abs(Math.log(x.at))) };
}

/** The mean over all orders in which the settings can be changed one by one (Shapley, A value for n-person games, 1953). */
function shapley(axes, from, to) {
  const logs = Array.from({ length: 1 << axes.length }, (_, set) =>
    logRatioAt(axes.reduce((at, axis, i) => set >> i & 1 ? { ...at, [axis.id]: to[axis.id] } : at, from)));
  const size = set => axes.filter((_, i) => set >> i & 1).length;
  const orders = n => n < 2 ? 1 : n * orders(n - 1);
  return axes.map((axis, i) => {
    const log = d3.sum(logs, (value, set) => set >> i & 1 ? 0
      : orders(size(set)) * orders(axes.length - size(set) - 1) / orders(axes.length) * (logs[set | 1 << i] - value));
    return { factor: axis.title, at: Math.exp(log), from: 1, words: times(Math.exp(log)) };
  });
}

function contributionWords({ from, to, parts }) {
  if (!parts.length) return `${from.scenario} and ${to.scenario} have the same settings.`;
  const measured = name => {
    const c = pairIn(result.scenarios.find(s => s.scenario === name), state.a, state.b);
    return c ? `, measured ${times(c.ratio)}` : '';
  };
  const end = e => `${e.scenario} (${times(Math.exp(e.log))}${measured(e.scenario)})`;
  return `${nameOf(state.a)} as a multiple of ${nameOf(state.b)}, from ${end(from)} to ${end(to)}: what the change of each setting multiplies it by, over all orders in which they can be changed (Shapley values). Forecast, not measured; the 95 % band of a ratio is a factor of ${fig(Math.exp(forecast.bands.ratio))} either way.`;
}

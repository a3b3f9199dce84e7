/** Throughput has no places in open loops. */
const placedScenarios = result.scenarios.filter(s => !offeredRate(s));

/** Every stack's place from scenario to scenario; where lines cross, stacks change places. */
function drawBump() {
  if (placedScenarios.length < 2 || !everyRow.some(r => r.throughputRatio > 0)) return;
  const one = chart('bump', 'Places from scenario to scenario', 'places');
  const sets = everyRow.some(r => r.rankSet);
  one.told.textContent = 'Place by throughput in each scenario, the fastest at the top. ' + (sets ? 'Band: from the best to the worst place that the verdicts leave. ' : '')
    + 'Point at a stack, or go to it by keyboard, to follow it.';
  view(['scenario', 'filter', 'pair', 'all'], () => {
    const places = placedScenarios.map(placesIn), lines = bumpLines(places);
    const most = d3.max(places, p => p.size) || 1, tight = placedScenarios.length > 6 || one.width / placedScenarios.length < 110;
    const labels = Math.min(widest(lines.map(l => label(l.row))) + 4, one.width * .4), top = tight ? 26 + 4 * Math.min(26, d3.max(placedScenarios, s => s.scenario.length)) : 30, pitch = 20, height = top + most * pitch + 8;
    resize(one, height);
    const x = d3.scalePoint(d3.range(placedScenarios.length), [36, one.width - labels - 12]), y = place => top + (place - .5) * pitch;
    const heads = placedScenarios.flatMap((s, i) => {
      const current = s === state.scenario;
      const name = text(x(i), top - 12, clipped(s.scenario, 26), current ? 'current' : 'dim', tight ? 'start' : i === 0 ? 'start' : 'middle');
      if (tight) name.setAttribute('transform', `rotate(-38 ${x(i)} ${top - 12})`);
      name.append(svg('title', {}, scenarioWords(s)));
      return [svg('line', { class: current ? 'grid current' : 'grid', x1: x(i), x2: x(i), y1: top - 4, y2: height - 4 }), name];
    });
    const scaleWords = d3.range(1, most + 1).filter(n => n === 1 || n % 5 === 0).map(n => text(18, y(n) + 4, String(n), 'dim', 'end'));
    one.picture.replaceChildren(...heads, ...scaleWords, ...lines.map(l => bumpLine(l, x, y, one.width - labels, labels)));
    one.picture.setAttribute('aria-label', 'Places of the stacks from scenario to scenario');
  });
}

function bumpLines(places) {
  return stacks.map(stack => ({
    row: rowOf.get(stack),
    points: placedScenarios.map((s, i) => {
      const row = rowIn(s, stack), place = places[i].get(stack);
      return place && { i, place, set: row.rankSet || [place, place], ratio: row.throughputRatio };
    }),
  })).filter(l => isShown(l.row) && l.points.some(Boolean));
}

function bumpLine({ row, points }, x, y, edge, room) {
  const colour = typeOf(row).colour, curve = d3.curveBumpX;
  const band = d3.area().defined(Boolean).curve(curve).x(p => x(p.i)).y0(p => y(p.set[0] - .38)).y1(p => y(p.set[1] + .38));
  const path = d3.line().defined(Boolean).curve(curve).x(p => x(p.i)).y(p => y(p.place));
  const known = points.filter(Boolean), last = known.at(-1);
  const words = `${label(row)}: ` + placedScenarios.map((s, i) => s.scenario + ' ' + (points[i] ? `${points[i].set[0] === points[i].set[1] ? points[i].place : points[i].set.join('–')} (${times(points[i].ratio)})` : 'no ratio')).join(', ');
  const paired = row.stack === state.a || row.stack === state.b;
  const group = svg('g', { class: 'stack' + (paired ? ' paired' : ''), 'aria-label': words + '. Opens all figures.' },
    svg('title', {}, words), svg('path', { class: 'ribbon', d: band(points) || '', fill: colour }),
    svg('path', { class: 'reach', d: path(points) || '' }), svg('path', { class: 'way', d: path(points) || '', stroke: colour }),
    ...known.map(p => markAt(row, x(p.i), y(p.place), 10)), text(edge, y(last.place) + 4, fitted(label(row), room), 'name'));
  return pressable(group, () => openCell(row.stack));
}

/** Pairs that change places beyond their own intervals, the largest change first. */
function drawFlips() {
  if (result.scenarios.length < 2) return;
  const most = 200, told = $('flips-table');
  if (!flips.length) {
    told.replaceChildren(el('p', {}, 'No pair of stacks is shown to change places between two scenarios.'));
    return;
  }
  const body = flips.slice(0, most).map(f => el('tr', {},
    el('th', { scope: 'row' }, button(`${nameOf(f.a)} to ${nameOf(f.b)}`, 'open', () => comparePair(f.a, f.b))),
    el('td', { class: 'num' }, times(f.aFasterRatio)), el('td', {}, f.aFasterIn), el('td', { class: 'num' }, times(f.aSlowerRatio)), el('td', {}, f.aSlowerIn)));
  const heads = ['Pair', 'ratio', 'in', 'ratio', 'in'].map((w, i) => el('th', { scope: 'col', class: i % 2 ? 'num' : undefined }, w));
  told.replaceChildren(el('details', { open: flips.length <= 8 }, el('summary', {}, `All ${plural(flips.length, 'pair that changes', 'pairs that change')} places`),
    el('div', { class: 'scroll' }, el('table', { class: 'plain' }, el('thead', {}, el('tr', {}, ...heads)), el('tbody', {}, ...body))),
    ...(flips.length > most ? [el('p', {}, `The other ${plural(flips.length - most, 'pair is', 'pairs are')} in the result as JSON.`)] : [])));
}

function comparePair(a, b) {
  state.a = a;
  state.b = b;
  changed(['pair']);
  $('pair-section').scrollIntoView({ behavior: still() ? 'auto' : 'smooth' });
  $('pair-a').focus({ preventScroll: true });
  say($('pair-summary').textContent);
}

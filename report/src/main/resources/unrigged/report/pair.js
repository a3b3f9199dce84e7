/** Two stacks and their ratio in every scenario, with the settings that go with it: a specification curve. */
function drawPair() {
  if (stacks.length < 2) return;
  $('pair-section').hidden = false;
  const choose = name => value => {
    if (state[name === 'a' ? 'b' : 'a'] === value) state[name === 'a' ? 'b' : 'a'] = state[name];
    state[name] = value;
    changed(['pair']);
    say($('pair-summary').textContent);
  };
  const swap = button('⇄ swap', 'quiet', () => {
    [state.a, state.b] = [state.b, state.a];
    changed(['pair']);
  });
  $('pair-menus').replaceChildren(menu('pair-a', 'Compare', stackOptions(), choose('a')), menu('pair-b', 'with', stackOptions(), choose('b')), swap);
  const one = chart('specification', 'Ratio in every scenario', 'pair');
  view(['pair', 'scenario', 'all'], () => {
    $('pair-a').value = state.a;
    $('pair-b').value = state.b;
    const entries = result.scenarios.map(s => ({ scenario: s, c: pairIn(s, state.a, state.b) }));
    const known = entries.filter(e => e.c && state.a !== state.b).sort((x, y) => y.c.ratio - x.c.ratio);
    setText($('pair-summary'), pairSummary(known));
    setText(one.told, `${nameOf(state.a)} as a multiple of ${nameOf(state.b)}, the highest ratio first. Line: 95 % interval of this pair alone. Shaded: ±5 %, a tie.`
      + unpaired(entries.filter(e => !known.includes(e)).map(e => e.scenario)));
    drawSpecification(one, known);
  });
}

function unpaired(scenarios) {
  const [open, others] = [scenarios.filter(offeredRate), scenarios.filter(s => !offeredRate(s))].map(list => list.map(s => s.scenario).join(', '));
  return (others ? ` Without figures of both: ${others}.` : '') + (open ? ` Open loops, whose throughput is what was offered: ${open}.` : '');
}

function pairSummary(known) {
  if (!known.length) return 'There are no figures of two different stacks to compare.';
  const counts = d3.rollup(known, v => v.length, e => e.c.verdict || 'without an interval');
  const told = [...counts].map(([verdict, n]) => `${shown(verdict)} in ${n}`).join(', ');
  const [high, low] = [known[0], known.at(-1)];
  return `${nameOf(state.a)} against ${nameOf(state.b)}: ${told} of ${plural(known.length, 'scenario', 'scenarios')}; `
    + (known.length > 1 ? `from ${times(low.c.ratio)} in ${low.scenario.scenario} to ${times(high.c.ratio)} in ${high.scenario.scenario}.` : `${times(high.c.ratio)}.`);
}

/** The settings that differ between the scenarios; they explain what the ratio does. */
function varying(scenarios) {
  const byId = new Map();
  for (const s of scenarios) for (const one of settingsOf(s)) byId.set(one.id, [...(byId.get(one.id) || []), { scenario: s, one }]);
  return [...byId.values()].filter(list => new Set(list.map(e => levels(e.one))).size > 1).map(list => {
    const sizes = list.map(e => Number(e.one.values[0])), [low, high] = d3.extent(sizes);
    const values = new Map(list.map((e, i) => [e.scenario, { words: levels(e.one), share: high > low ? Math.sqrt((sizes[i] - low) / (high - low)) : 0 }]));
    return { title: list[0].one.title, values };
  });
}

function drawSpecification(one, known) {
  const settings = result.scenarios.length >= 3 ? varying(result.scenarios) : [];
  const narrow = one.width < 620, pitch = narrow ? (settings.length ? 56 : 40) : 26, cell = 74, matrix = narrow ? 0 : settings.length * cell;
  const left = narrow ? 8 : Math.min(236, 20 + widest(known.map(e => e.scenario.scenario))) || 100, interval = widest(known.map(e => specifiedInterval(e.c)), 400, 12) + 10, words = 72 + interval + widest(known.map(e => e.c.verdict ? shown(e.c.verdict) : ''), 400, 12) + 14, right = one.width - (narrow ? 8 : words) - matrix, top = settings.length && !narrow ? 44 : 26;
  const height = top + known.length * pitch + 6;
  resize(one, height);
  const scale = ratioScale(ratioExtent(known.flatMap(e => [e.c.ratio, e.c.low, e.c.high])), left + 4, right);
  const tie = svg('rect', tieBand(scale, top, height - top));
  const axis = svg('g', { class: 'axis', transform: `translate(0 ${top - 4})` });
  drawAxis(axis, scale, height - top, v => short(v) + '×', true);
  const heads = narrow ? [] : settings.map((s, i) => {
    const words = s.title.replace('database ', 'DB ').replace(', sync / async', ''), x = one.width - matrix + i * cell + cell / 2;
    return text(x, top - 9, words, 'dim', 'middle');
  });
  one.picture.replaceChildren(tie, axis, ...heads, ...known.map((e, i) => specificationRow(e, { y: top + i * pitch, narrow, pitch, left, right, scale, settings, cell, interval, width: one.width, matrix })));
  one.picture.setAttribute('aria-label', pairSummary(known));
}

const specifiedInterval = c => c.low === undefined ? 'no interval' : ends(c);

function specificationRow({ scenario, c }, g) {
  const y = g.narrow ? 26 : g.pitch / 2, base = g.narrow ? 12 : y + 4;
  const colour = c.verdict === 'faster' ? 'var(--ahead-a)' : c.verdict === 'slower' ? 'var(--ahead-b)' : 'var(--soft)';
  const parts = [svg('rect', { class: 'hit', width: g.width, height: g.pitch }), text(0, base, fitted(scenario.scenario, g.narrow ? g.width - 190 : g.left - 12), scenario === state.scenario ? 'name current' : 'name')];
  if (c.low !== undefined) parts.push(line(g.scale(c.low), g.scale(c.high), y, colour, 2.5));
  parts.push(svg('circle', { cx: g.scale(c.ratio), cy: y, r: 5, fill: colour }));
  const at = g.narrow ? g.width : g.right + 62;
  const words = [specifiedInterval(c), c.verdict ? shown(c.verdict) : ''].filter(Boolean);
  if (g.narrow) parts.push(text(at, base, [times(c.ratio), ...words].join(' · '), 'dim', 'end'));
  else parts.push(text(at, base, times(c.ratio), 'value', 'end'), text(at + 10, base, words[0], 'dim'), ...(words[1] ? [text(at + 10 + g.interval, base, words[1], 'dim')] : []));
  if (g.narrow && g.settings.length) parts.push(text(0, 46, g.settings.map(s => s.values.get(scenario)).filter(Boolean).map((v, i) => `${v.words} ${g.settings[i].title.split(',')[0].replace('query ', '').replace('database ', 'DB ')}`).join(' · '), 'dim small'));
  if (!g.narrow) g.settings.forEach((s, i) => parts.push(...matrixCell(s.values.get(scenario), g.width - g.matrix + i * g.cell, g)));
  const group = svg('g', { class: 'item', transform: `translate(0 ${g.y})`, 'aria-label': `${scenarioWords(scenario)}: ${times(c.ratio)}, ${words.join(', ')}. Chooses the scenario.` }, ...parts);
  return pressable(group, () => chooseScenario(scenario));
}

/** The darker, the higher the setting among the scenarios. */
function matrixCell(value, x, g) {
  if (!value) return [];
  return [svg('rect', { class: 'level', x: x + 2, y: 2, width: g.cell - 4, height: g.pitch - 4, rx: 3, 'fill-opacity': (.05 + .3 * value.share).toFixed(2) }),
    text(x + g.cell / 2, g.pitch / 2 + 4, value.words, 'small', 'middle')];
}

/** A chart with a row for each stack, in the table's order; rows keep their groups, so that they move to their new places. */
function rowChart(id, title, spec) {
  const one = chart(id, title, id, ...(spec.legend ? [spec.legend()] : []));
  const back = svg('g'), axis = svg('g', { class: 'axis', transform: 'translate(0 20)' }), items = svg('g');
  const groups = new Map();
  one.picture.append(back, axis, items);
  view(['scenario', 'filter', 'table', 'all'], smooth => {
    const scenario = state.scenario, order = [...$('table').tBodies[0].rows].map(tr => tr.dataset.stack);
    const rows = order.map(stack => rowIn(scenario, stack)).filter(r => r && !r.why);
    const narrow = one.width < 520, left = narrow ? 4 : Math.min(260, 30 + widest(stacks.map(nameOf))), pitch = narrow ? 38 : 22, y = narrow ? 26 : 11;
    const height = 24 + rows.length * pitch + 4, scale = spec.scale(left, one.width - spec.margin);
    resize(one, height);
    setText(one.told, spec.caption(scenario));
    drawAxis(axis, scale, height - 20, spec.tick || short, false);
    back.replaceChildren(...(spec.back ? spec.back(scenario, scale, height) : []));
    for (const [stack, group] of groups) if (!rows.some(r => r.stack === stack)) { group.remove(); groups.delete(stack); }
    rows.forEach((row, i) => {
      if (!groups.has(row.stack)) groups.set(row.stack, svg('g', { class: 'item' }));
      const group = groups.get(row.stack);
      items.append(group);
      const name = text(16, narrow ? 12 : 15, fitted(label(row), narrow ? one.width - 16 : left - 26), 'name');
      group.replaceChildren(markAt(row, 6, narrow ? 8 : 11, 10), name, ...spec.draw(row, scale, y, scenario), svg('title', {}, `${label(row)}: ${spec.words(row, scenario)}`));
      put(group, 0, 24 + i * pitch, smooth ? SMOOTHLY_MS : 0);
    });
    one.picture.setAttribute('role', 'img');
    one.picture.setAttribute('aria-label', `${title} in ${scenario.scenario}. ` + rows.map(r => label(r) + ' ' + spec.words(r, scenario)).join('; ') + '.');
  });
}

const latencies = () => everyRow.flatMap(r => [r.p50Ms, r.p99Ms]).concat(result.scenarios.map(s => s.settings && s.settings.delayMs)).filter(v => v > 0);

function drawLatency() {
  const [low, high] = latencies().length ? d3.extent(latencies()) : [1, 100];
  rowChart('latency', 'Latency, P50 to P99', {
    margin: 96,
    caption: s => 'Milliseconds, the same axis in every scenario. Mark: P50. End of the bar: P99.' + (s.settings && s.settings.delayMs ? ` Dashed: the query delay of ${fig(s.settings.delayMs)} ms, below which no answer can come.` : ''),
    scale: (from, to) => d3.scaleLog().domain([low / 1.1, high * 1.1]).range([from, to]),
    words: r => `P50 ${r.p50Ms === undefined ? 'unresolved' : fig(r.p50Ms) + ' ms'}, P99 ${r.p99Ms === undefined ? 'unresolved' : fig(r.p99Ms) + ' ms'}`,
    back(scenario, scale, height) {
      const delay = scenario.settings && scenario.settings.delayMs;
      return delay ? [svg('line', { class: 'limit', x1: scale(delay), x2: scale(delay), y1: 20, y2: height })] : [];
    },
    draw(row, scale, y) {
      if (row.p50Ms === undefined) return [text(scale(low), y + 4, 'unresolved', 'dim')];
      const end = scale(row.p99Ms === undefined ? row.p50Ms : row.p99Ms), colour = typeOf(row).colour;
      const bar = row.p99Ms === undefined ? [] : [line(scale(row.p50Ms), end, y, colour, 2.5), svg('line', { x1: end, x2: end, y1: y - 5, y2: y + 5, stroke: colour, 'stroke-width': 2.5 })];
      const words = fig(row.p50Ms) + (row.p99Ms === undefined ? ', P99 unresolved' : '–' + fig(row.p99Ms));
      return [...bar, markAt(row, scale(row.p50Ms), y, 10), text(end + 9, y + 4, words, 'dim')];
    },
  });
}

/** Amounts by tier beside each other, the application's first, so that its bars begin at one line. */
function tierChart(id, title, caption, amounts, unit) {
  const sum = row => d3.sum(TIERS, tier => (row[amounts] || {})[tier] || 0);
  if (!everyRow.some(sum)) return;
  rowChart(id, title, {
    margin: 86, legend: tierLegend, caption: () => caption,
    scale: (from, to) => d3.scaleLinear().domain([0, d3.max(everyRow, sum)]).range([from, to]),
    words: r => TIERS.filter(t => (r[amounts] || {})[t] !== undefined).map(t => `${tierName(t)} ${fig(r[amounts][t])}`).join(', ') + ' ' + unit,
    draw(row, scale, y) {
      let before = 0;
      const parts = [];
      for (const tier of TIERS) {
        const amount = (row[amounts] || {})[tier];
        if (!amount) continue;
        const width = Math.max(scale(before + amount) - scale(before) - .75, .5);
        parts.push(svg('rect', { x: scale(before), width, y: y - 7, height: 14, fill: `var(--${tier})` }, svg('title', {}, `${tierName(tier)} ${fig(amount)} ${unit}`)));
        before += amount;
      }
      const app = (row[amounts] || {}).app;
      return [...parts, text(scale(before) + 6, y + 4, before ? `${app === undefined ? '–' : fig(app)} of ${fig(before)}` : 'not recorded', 'dim')];
    },
  });
}

function drawTiers() {
  tierChart('cpu', 'CPU time of one request, by tier', 'Milliseconds of user and system time of each tier’s processes per right answer; the same axis in every scenario. Beside the bar: the application’s of all.', 'cpuMsPerRequest', 'ms');
  tierChart('memory', 'Memory, by tier', 'MiB at a window’s end, shared pages divided among their users (PSS). The generator and the database are the same for every stack.', 'pssMiB', 'MiB');
}

const searchOf = (scenario, row) => (scenario.workerSearches || []).find(s => s.stack === row.stack);

/** What each stack's worker count does to it, where Unrigged searched for the best. */
function drawTuning() {
  const counts = result.scenarios.flatMap(s => (s.workerSearches || []).flatMap(t => t.curve.map(p => p.workers)));
  if (!counts.length) return;
  rowChart('tuning', 'Throughput by worker count', {
    margin: 110, tick: v => Number.isInteger(v) ? String(v) : '',
    caption: () => 'Short trials before the run: across the number of workers, upwards the throughput from zero to the stack’s own best. Ring: the rule’s count, where the search began. Mark: the count that the run uses.',
    scale: (from, to) => d3.scaleLog().domain([.95, d3.max([2, ...counts]) * 1.05]).range([from, to]),
    words(row, scenario) {
      const search = searchOf(scenario, row);
      return search ? `${plural(search.workers, 'worker', 'workers')}, ${search.workersByRule} by the rule` : 'not searched';
    },
    draw(row, scale, y, scenario) {
      const search = searchOf(scenario, row);
      return search ? searchCurve(row, search, scale, y) : [text(scale(1), y + 4, 'not searched', 'dim')];
    },
  });
}

function searchCurve(row, search, scale, y) {
  const colour = typeOf(row).colour, best = d3.max(search.curve, p => p.throughputPerSecond) || 1;
  const place = p => [scale(p.workers), y + 8 - 16 * p.throughputPerSecond / best];
  const path = svg('path', { d: d3.line()(search.curve.map(place)), fill: 'none', stroke: colour, 'stroke-width': 1.5 });
  const dots = search.curve.map(p => {
    const [cx, cy] = place(p), byRule = p.workers === search.workersByRule;
    return svg('circle', { cx, cy, r: byRule ? 4.5 : 2, 'stroke-width': 1.5, fill: byRule ? 'none' : colour, stroke: byRule ? 'var(--soft)' : 'none' },
      svg('title', {}, `${plural(p.workers, 'worker', 'workers')}: ${fig(p.throughputPerSecond)}/s, ${plural(p.readings, 'reading', 'readings')}`));
  });
  const chosen = search.curve.find(p => p.workers === search.workers);
  const end = d3.max(search.curve, p => scale(p.workers));
  return [path, ...dots, ...(chosen ? [markAt(row, ...place(chosen), 9)] : []),
    text(end + 9, y + 4, `${search.workers}` + (search.workers === search.workersMost ? ', the most tried' : ''), 'dim')];
}

/** A scale from values to pixels with its ticks. */
function logScale(values, from, to) {
  const lo = Math.log(Math.min(...values) / 1.04), hi = Math.log(Math.max(...values) * 1.04);
  const at = v => from + (Math.log(v) - lo) / (hi - lo) * (to - from);
  const coarse = [], middle = [], fine = [];
  for (let e = -4; e < 7; e++) {
    for (const m of [1, 2, 5]) coarse.push(m * 10 ** e);
    for (const m of [1, 1.5, 2, 3, 5, 7]) middle.push(m * 10 ** e);
    for (const m of [1, 1.1, 1.2, 1.3, 1.4, 1.6, 1.8, 2, 2.5, 3, 4, 5, 6, 7, 8, 9]) fine.push(m * 10 ** e);
  }
  const inside = list => list.filter(v => Math.log(v) >= lo && Math.log(v) <= hi);
  return { at, ticks: apart([coarse, middle, fine].map(inside).find(list => list.length >= 4) || inside(fine), at) };
}

function linearScale(most, from, to) {
  const at = v => from + v / most * (to - from);
  const rough = most / 4, unit = 10 ** Math.floor(Math.log10(rough));
  const step = unit * [1, 2, 5, 10].find(m => m * unit >= rough);
  const ticks = [];
  for (let v = 0; v <= most; v += step) ticks.push(+v.toPrecision(6));
  return { at, ticks: apart(ticks, at) };
}

/** Ticks far enough from each other for their words; 1 always stays. */
function apart(ticks, at) {
  const kept = ticks.includes(1) ? [1] : [];
  for (const v of ticks) if (kept.every(k => Math.abs(at(k) - at(v)) >= 34)) kept.push(v);
  return kept.sort((a, b) => a - b);
}

const measuredRows = scenario => scenario.rows.filter(r => !r.why);
const everyRow = result.scenarios.flatMap(measuredRows);

/**
 * A chart with a row for each stack, in the table's order. Rows keep their elements from scenario to
 * scenario, so that they move to their new places.
 */
function rowChart(id, title, caption, legend, spec) {
  const picture = svg('svg', { role: 'img' });
  const grid = svg('g', {}), items = svg('g', {});
  picture.append(grid, items);
  const told = el('figcaption');
  $(id).replaceChildren(el('h2', {}, title), told, ...(legend ? [legend] : []), picture);
  const groups = new Map();
  return (scenario, stacks) => {
    const rows = stacks.map(s => measuredRows(scenario).find(r => r.stack === s)).filter(Boolean);
    const width = Math.max($(id).clientWidth, 240), narrow = width < 520;
    const room = { left: narrow ? 6 : 176, right: width - spec.margin, pitch: narrow ? 44 : 28, top: 26 };
    const height = room.top + rows.length * room.pitch + 6;
    picture.setAttribute('viewBox', `0 0 ${width} ${height}`);
    picture.setAttribute('height', height);
    picture.setAttribute('aria-label', title + ' in ' + scenario.scenario + '. ' + rows.map(r => label(r) + ' ' + spec.words(r, scenario)).join('; ') + '. The table has the same figures.');
    told.textContent = caption(scenario);
    const scale = spec.scale(room.left, room.right);
    grid.replaceChildren(...spec.back(scenario, scale, height), ...scale.ticks.flatMap(v => [
      svg('line', { class: v === 1 && spec.one ? 'one' : 'grid', x1: scale.at(v), x2: scale.at(v), y1: room.top - 6, y2: height }),
      text(scale.at(v), 14, spec.tick(v), 'dim', 'middle')]));
    for (const [stack, g] of groups) if (!rows.some(r => r.stack === stack)) { g.remove(); groups.delete(stack); }
    rows.forEach((row, i) => {
      if (!groups.has(row.stack)) {
        groups.set(row.stack, svg('g', { class: 'item' }));
        items.append(groups.get(row.stack));
      }
      const g = groups.get(row.stack);
      g.style.transform = `translate(0px, ${room.top + i * room.pitch}px)`;
      const y = narrow ? 29 : 14;
      const name = narrow ? text(18, 14, label(row)) : text(20, 18, clipped(label(row), 23));
      name.append(svg('title', {}, label(row)));
      g.replaceChildren(markAt(row, 8, narrow ? 10 : 14, 10), name, ...spec.draw(row, scale, y, scenario));
    });
  };
}

function text(x, y, words, css, anchor) {
  return svg('text', { x, y, class: css || '', 'text-anchor': anchor || 'start' }, words);
}

const clipped = (words, most) => words.length > most ? words.slice(0, most - 1) + '…' : words;

function line(x1, x2, y, colour, thickness) {
  const node = svg('line', { x1, x2, y1: y, y2: y, 'stroke-width': thickness, 'stroke-linecap': 'round' });
  node.style.stroke = colour;
  return node;
}

const ratioValues = () => [0.95, 1.05, ...everyRow.flatMap(r => [r.throughputRatio, ...(r.throughputRatioInterval || []), ...r.blocks.map(b => b.throughputRatio)])].filter(v => v > 0);

const drawRatios = () => rowChart('ratios', 'Throughput against the reference stack',
  () => `Multiples of ${result.baseline}, logarithmic, the same axis in every scenario. Line: 95 % interval. Large mark: ratio. Small dots: single blocks. Shaded: ±5 %, a tie.`,
  undefined, {
    margin: 74, one: true,
    scale: (from, to) => logScale(ratioValues(), from, to),
    tick: v => +v.toPrecision(3) + '×',
    words: r => r.throughputRatio === undefined ? 'no ratio' : fig(r.throughputRatio) + ' times, ' + r.verdict,
    back: (_, scale, height) => [svg('rect', { class: 'tie', x: scale.at(0.95), width: scale.at(1.05) - scale.at(0.95), y: 20, height: height - 20 })],
    draw(row, scale, y) {
      if (row.throughputRatio === undefined) return [text(scale.at(1) + 8, y + 4, 'no ratio', 'dim')];
      const colour = typeOf(row).colour, parts = [];
      const ends = row.throughputRatioInterval;
      if (ends) parts.push(line(scale.at(ends[0]), scale.at(ends[1]), y, colour, 2.5));
      if (row.verdict !== 'baseline') {
        for (const block of row.blocks) {
          if (!(block.throughputRatio > 0)) continue;
          const dot = svg('circle', { cx: scale.at(block.throughputRatio), cy: y + 8, r: 1.8, opacity: .75 }, svg('title', {}, `block ${block.block}: ${fig(block.throughputRatio)}×`));
          dot.style.fill = colour;
          parts.push(dot);
        }
      }
      const word = row.verdict === 'baseline' ? shown(row.verdict) : ends ? (row.verdict === 'undecided' ? 'undecided' : row.verdict === 'tied' ? 'tied' : '') : 'no interval';
      const right = Math.max(scale.at(ends ? ends[1] : row.throughputRatio), scale.at(row.throughputRatio)) + 9;
      return [...parts, markAt(row, scale.at(row.throughputRatio), y, 11), ...(word ? [text(right, y + 4, word, 'dim')] : [])];
    },
  });

const latencyValues = () => everyRow.flatMap(r => [r.p50Ms, r.p99Ms]).concat(result.scenarios.map(s => s.settings && s.settings.delayMs)).filter(v => v > 0);

const drawLatency = () => rowChart('latency', 'Latency, P50 to P99',
  s => 'Milliseconds, logarithmic, the same axis in every scenario. Mark: P50. Bar: P99.' + (s.settings && s.settings.delayMs ? ` Dashed: the query delay of ${fig(s.settings.delayMs)} ms, below which no answer can come.` : ''),
  undefined, {
    margin: 96,
    scale: (from, to) => logScale(latencyValues().length ? latencyValues() : [1, 100], from, to),
    tick: v => String(+v.toPrecision(3)),
    words: r => `P50 ${r.p50Ms === undefined ? 'unresolved' : fig(r.p50Ms) + ' ms'}, P99 ${r.p99Ms === undefined ? 'unresolved' : fig(r.p99Ms) + ' ms'}`,
    back(scenario, scale, height) {
      const delay = scenario.settings && scenario.settings.delayMs;
      return delay ? [svg('line', { class: 'one', x1: scale.at(delay), x2: scale.at(delay), y1: 20, y2: height, 'stroke-dasharray': '3 4' })] : [];
    },
    draw(row, scale, y) {
      const colour = typeOf(row).colour, parts = [];
      if (row.p50Ms === undefined) return [text(scale.at(Math.min(...latencyValues())), y + 4, 'unresolved', 'dim')];
      const end = scale.at(row.p99Ms === undefined ? row.p50Ms : row.p99Ms);
      if (row.p99Ms !== undefined) {
        parts.push(line(scale.at(row.p50Ms), end, y, colour, 2.5));
        const stop = svg('line', { x1: end, x2: end, y1: y - 6, y2: y + 6, 'stroke-width': 2.5 });
        stop.style.stroke = colour;
        parts.push(stop);
      }
      const words = row.p99Ms === undefined ? fig(row.p50Ms) + ', P99 unresolved' : fig(row.p50Ms) + '–' + fig(row.p99Ms);
      return [...parts, markAt(row, scale.at(row.p50Ms), y, 11), text(end + 9, y + 4, words, 'dim')];
    },
  });

function tierLegend() {
  const legend = el('div', { class: 'legend' });
  for (const tier of TIERS) {
    const swatch = el('i', { class: 'swatch' });
    swatch.style.background = `var(--${tier})`;
    legend.append(el('span', {}, swatch, tier === 'load' ? 'load generator' : tier));
  }
  return legend;
}

const drawCpu = () => rowChart('cpu', 'CPU time of one request, by tier',
  () => 'Milliseconds of user and system time of each tier’s processes, per right answer; the same axis in every scenario.',
  tierLegend(), {
    margin: 60,
    scale: (from, to) => linearScale(Math.max(...everyRow.map(r => r.cpuMsPerRequestTotal || 0), 1e-6), from, to),
    tick: v => String(+v.toPrecision(3)),
    words: r => fig(r.cpuMsPerRequestTotal) + ' ms',
    back: () => [],
    draw(row, scale, y) {
      const parts = [];
      let sum = 0;
      for (const tier of TIERS) {
        const ms = (row.cpuMsPerRequest || {})[tier];
        if (!ms) continue;
        const rect = svg('rect', { x: scale.at(sum), width: Math.max(scale.at(sum + ms) - scale.at(sum) - .75, .5), y: y - 7, height: 14 }, svg('title', {}, `${tier} ${fig(ms)} ms`));
        rect.style.fill = `var(--${tier})`;
        parts.push(rect);
        sum += ms;
      }
      return [...parts, text(scale.at(sum) + 6, y + 4, sum ? fig(sum) : 'not recorded', 'dim')];
    },
  });

const searchOf = (scenario, row) => (scenario.workerSearches || []).find(s => s.stack === row.stack);

/** What each stack's worker count does to it, where Unrigged searched for the best. */
function drawTuning() {
  const counts = result.scenarios.flatMap(s => (s.workerSearches || []).flatMap(t => t.curve.map(p => p.workers)));
  if (!counts.length) { $('tuning').hidden = true; return () => {}; }
  return rowChart('tuning', 'Throughput by worker count',
    () => 'Short trials before the run: across the number of workers, logarithmic; upwards the throughput, from zero to the stack’s own best. Ring: the rule’s count, where the search began. Mark: the count that the trials use.',
    undefined, {
      margin: 96,
      scale: (from, to) => logScale([1, 2, ...counts], from, to),
      tick: v => Number.isInteger(v) ? String(v) : '',
      words(row, scenario) {
        const search = searchOf(scenario, row);
        return search ? `${plural(search.workers, 'worker', 'workers')}, ${search.workersByRule} by the rule` : 'not searched';
      },
      back: () => [],
      draw(row, scale, y, scenario) {
        const search = searchOf(scenario, row);
        if (!search) return [text(scale.at(1), y + 4, 'not searched', 'dim')];
        const best = Math.max(...search.curve.map(p => p.throughputPerSecond)) || 1;
        const place = p => [scale.at(p.workers), y + 9 - 18 * p.throughputPerSecond / best];
        const path = svg('polyline', { points: search.curve.map(p => place(p).join(',')).join(' '), fill: 'none', 'stroke-width': 1.5 });
        path.style.stroke = typeOf(row).colour;
        const dots = search.curve.map(p => {
          const [cx, cy] = place(p), byRule = p.workers === search.workersByRule;
          const dot = svg('circle', { cx, cy, r: byRule ? 4.5 : 2, 'stroke-width': 1.5 }, svg('title', {}, `${plural(p.workers, 'worker', 'workers')}: ${fig(p.throughputPerSecond)}/s, ${plural(p.readings, 'reading', 'readings')}`));
          dot.style.fill = byRule ? 'none' : typeOf(row).colour;
          dot.style.stroke = byRule ? 'var(--soft)' : 'none';
          return dot;
        });
        const chosen = search.curve.find(p => p.workers === search.workers);
        const mark = chosen ? [markAt(row, ...place(chosen), 9)] : [];
        const end = Math.max(...search.curve.map(p => scale.at(p.workers)));
        return [path, ...dots, ...mark, text(end + 9, y + 4, `${search.workers}` + (search.workers === search.workersMost ? ', the most tried' : ''), 'dim')];
      },
    });
}

/** Every stack's ratio from scenario to scenario; crossing lines are reversals. */
function drawSlopes() {
  if (result.scenarios.length < 2) { $('slopes').hidden = true; return () => {}; }
  const picture = svg('svg', { role: 'group', 'aria-label': 'Ratios from scenario to scenario' });
  $('slopes').replaceChildren(
    el('h2', {}, 'How the order changes with the settings'),
    el('figcaption', {}, `Throughput ratio to ${result.baseline} in each scenario, logarithmic. Lines that cross are stacks that change places by their figures; `
      + (result.flips.length ? `${plural(result.flips.length, 'pair does', 'pairs do')} so beyond its own interval.` : 'no pair does so beyond its own interval.')),
    picture);
  return current => {
    const width = Math.max($('slopes').clientWidth, 240);
    const stacks = result.scenarios[0].rows.map(r => r.stack);
    const lines = stacks.map(stack => result.scenarios.map(s => s.rows.find(r => r.stack === stack))).filter(rs => rs.some(r => r && r.throughputRatio));
    const height = Math.max(300, lines.length * 19 + 60), labels = Math.min(170, width * .42);
    picture.setAttribute('viewBox', `0 0 ${width} ${height}`);
    picture.setAttribute('height', height);
    const x = i => 34 + i * (width - labels - 48) / (result.scenarios.length - 1);
    const values = everyRow.map(r => r.throughputRatio).filter(v => v > 0);
    const scale = logScale([0.95, 1.05, ...values], height - 12, 40);
    const back = scale.ticks.flatMap(v => [
      svg('line', { class: v === 1 ? 'one' : 'grid', x1: 34, x2: width - labels - 14, y1: scale.at(v), y2: scale.at(v) }),
      text(28, scale.at(v) + 4, +v.toPrecision(3) + '×', 'dim', 'end')]);
    result.scenarios.forEach((s, i) => {
      const name = text(x(i), i % 2 && width < 520 ? 28 : 14, s.scenario, s === current ? '' : 'dim', i === 0 ? 'start' : i === result.scenarios.length - 1 ? 'end' : 'middle');
      if (s === current) name.setAttribute('font-weight', '700');
      back.push(name, svg('line', { class: s === current ? 'one' : 'grid', x1: x(i), x2: x(i), y1: 34, y2: height - 6 }));
    });
    picture.replaceChildren(...back, ...slopeLines(lines, x, scale, width - labels, height));
  };
}

function slopeLines(lines, x, scale, edge, height) {
  const ends = lines.map(rows => ({ rows, last: rows.findLast(r => r && r.throughputRatio) }))
    .sort((a, b) => b.last.throughputRatio - a.last.throughputRatio);
  let floor = 30;
  for (const end of ends) floor = end.y = Math.max(scale.at(end.last.throughputRatio), floor + 16);
  let ceiling = height - 4;
  for (const end of [...ends].reverse()) ceiling = (end.y = Math.min(end.y, ceiling)) - 16;
  return ends.map(({ rows, last, y }) => {
    const colour = typeOf(last).colour;
    const points = rows.map((r, i) => r && r.throughputRatio ? [x(i), scale.at(r.throughputRatio)] : undefined).filter(Boolean);
    const path = svg('polyline', { points: points.map(p => p.join(',')).join(' '), fill: 'none', 'stroke-width': 2 });
    path.style.stroke = colour;
    const leader = svg('line', { x1: points.at(-1)[0] + 7, y1: points.at(-1)[1], x2: edge - 2, y2: y, class: 'grid' });
    const words = label(last) + ': ' + rows.map((r, i) => result.scenarios[i].scenario + ' ' + (r && r.throughputRatio ? fig(r.throughputRatio) + '×' : 'no ratio')).join(', ');
    return svg('g', { class: 'slope', tabindex: 0, role: 'img', 'aria-label': words },
      svg('title', {}, words), path, leader, ...points.map(p => markAt(last, p[0], p[1], 10)), text(edge + 2, y + 4, clipped(label(last), 22)));
  });
}

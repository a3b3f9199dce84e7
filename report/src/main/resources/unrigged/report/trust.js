/** What limits how far the figures can be relied on, a fact each. */
function drawTrust() {
  const facts = [...noiseFacts(), ...repeatFacts(), ...generatorFacts(), ...controllerFacts()];
  $('trust-facts').append(...facts.map(([title, value, more]) => el('div', { class: 'fact' }, el('dt', {}, title), el('dd', {}, el('b', {}, value), el('span', {}, more)))));
  drawCanaries();
}

function noiseFacts() {
  const floor = result.slices && result.slices.noiseFloor;
  if (!floor) return [];
  const [low, high] = floor.ratioInterval || [];
  return [['Noise floor', percent(floor.spread), `standard deviation of ${plain.format(floor.values)} ratios of blocks between two servers of the reference stack; their mean ratio ${floor.ratio.toFixed(3)}` + (low === undefined ? '' : ` (${low.toFixed(3)}–${high.toFixed(3)})`)]];
}

function repeatFacts() {
  const s = result.slices, p = result.progress;
  if (!s) return [['Trials', `${p.trialsMeasured} of ${p.trialsPlanned}`, `measured; ${plain.format(p.trialsFailed)} failed`]];
  return [
    ['Blocks', `${s.blocksComplete} of ${result.blocks}`, `complete, each a fresh start of all stacks; ${plain.format(s.slicesCounted)} slices count` + (s.blocksVoid ? `; ${plural(s.blocksVoid, 'block was', 'blocks were')} void` : '')],
    ['Rounds repeated', plain.format(s.roundsRepeated), s.roundsRepeated ? 'disturbed by other programs or the host; the repetition counts, both are in the journal' : 'none was disturbed'],
  ];
}

/** The generator shares the machine, so what it takes is missing elsewhere. */
function generatorFacts() {
  const shares = everyRow.filter(r => (r.cpuMsPerRequest || {}).load !== undefined && r.cpuMsPerRequestTotal > 0).map(r => r.cpuMsPerRequest.load / r.cpuMsPerRequestTotal);
  if (!shares.length) return [];
  const [low, high] = d3.extent(shares).map(percent);
  return [['Load generator', low === high ? low : `${low.replace(' %', '')}–${high}`, 'of the CPU time of a request over all tiers, from row to row']];
}

function controllerFacts() {
  return result.labCpuShare === undefined ? [] : [['Unrigged itself', percent(result.labCpuShare), 'of the machine’s CPU time went to the controller']];
}

/** Two servers of one stack, measured as if they were two stacks: their ratio should be 1. */
function drawCanaries() {
  const known = result.scenarios.filter(s => s.canary);
  if (!known.length) return;
  const one = chart('canary', 'Two servers of the reference stack', 'noise-floor');
  one.told.textContent = `${nameOf(known[0].canary.stack)} against itself in each scenario, measured like two stacks. Line: 95 % interval. An interval that misses 1× would be a false verdict. Shaded: ±5 %.`;
  view(['all'], () => {
    const pitch = 24, left = Math.min(190, one.width * .35), right = one.width - 120, height = 26 + known.length * pitch;
    const of = s => compared(s.canary.ratio, ...(s.canary.interval || [undefined, undefined]), s.canary.verdict);
    const scale = ratioScale(ratioExtent(known.flatMap(s => [of(s).ratio, of(s).low, of(s).high])), left, right);
    resize(one, height);
    const axis = svg('g', { class: 'axis', transform: 'translate(0 22)' });
    drawAxis(axis, scale, height - 22, v => short(v) + '×', true);
    one.picture.replaceChildren(svg('rect', tieBand(scale, 22, height - 22)), axis, ...known.flatMap((s, i) => {
      const c = of(s), y = 26 + i * pitch + pitch / 2;
      return [text(0, y + 4, fitted(s.scenario, left - 12), 'name'), ...(c.low === undefined ? [] : [line(scale(c.low), scale(c.high), y, 'var(--soft)', 2.5)]),
        svg('circle', { cx: scale(c.ratio), cy: y, r: 5, fill: 'var(--ink)' }), text(right + 12, y + 4, `${fig(c.ratio)} (${ends(c)})`, 'dim')];
    }));
    one.picture.setAttribute('aria-label', known.map(s => `${s.scenario} ${fig(s.canary.ratio)}`).join(', '));
  });
}

function drawTime() {
  const time = result.time, whole = d3.sum(time.phases, p => p.seconds);
  const colours = ['--soft', '--proxy', '--line', '--doubt', '--accent', '--database', '--load', '--pool'];
  const bar = el('div', { class: 'parts', 'aria-hidden': 'true' });
  const body = el('tbody');
  time.phases.forEach((p, i) => {
    const part = el('span', { title: p.phase }), colour = `var(${colours[i % colours.length]})`;
    part.style.width = whole ? 100 * p.seconds / whole + '%' : 0;
    part.style.background = colour;
    bar.append(part);
    body.append(el('tr', {}, el('th', { scope: 'row' }, swatch(colour), ' ' + p.phase), el('td', { class: 'num' }, duration(p.seconds)), el('td', { class: 'num' }, whole ? percent(p.seconds / whole) : '–')));
  });
  const facts = [`Wall time ${duration(time.wallS)}`, ...(result.shareUnderLoad === undefined ? [] : [`${percent(result.shareUnderLoad)} of it under load`])];
  if (result.windowShare !== undefined) facts.push(`${percent(result.windowShare)} in windows that count`);
  if (time.setUpS !== undefined) facts.push(`${duration(time.setUpS)} of set-up before it`);
  $('time').append(el('p', {}, facts.join(' · ') + '.'), bar,
    el('table', { class: 'plain' }, el('caption', {}, result.slices ? 'Wall time of the run, by phase' : 'Wall time of all trials, by phase'), body));
}

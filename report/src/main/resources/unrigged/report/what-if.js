const FORECAST_MOVE_MS = 200;
/** More measured scenarios than these are a menu. */
const MANY_JUMPS = 8;

/** Sliders of the settings and the ranking that the model forecasts for them. */
function drawWhatIf() {
  if (!forecast || !forecast.stacks.length) return;
  $('what-if').hidden = false;
  $('what-if-error').textContent = forecastErrors();
  const one = chart('forecast', 'Forecast ranking', 'forecast');
  const rows = new RatioRows(one, { onOpen: openCell, moveMs: FORECAST_MOVE_MS });
  const sliders = forecastAxes.filter(axis => axis.values.length > 1).map(slider);
  const known = forecast.measured || [], jumps = known.length > MANY_JUMPS ? [] : known.map(jump);
  $('sliders').replaceChildren(...sliders.map(s => s.node));
  const places = menu('jump', 'Measured', [['', 'choose a scenario'], ...known.map(m => [m.scenario, m.scenario])], name => jumpTo(known.find(m => m.scenario === name)));
  $('jumps').replaceChildren(...(jumps.length ? [el('span', {}, 'Measured:'), ...jumps] : known.length ? [places] : []));
  let extent, of;
  view(['at', 'reference', 'filter', 'pair', 'all'], smooth => {
    if (of !== state.reference) {
      of = state.reference;
      extent = forecastExtent();
    }
    sliders.forEach(s => s.show());
    const here = measuredAt(state.at), scenario = here && result.scenarios.find(s => s.scenario === here.scenario);
    if (!jumps.length && known.length) $('jump').value = here ? here.scenario : '';
    jumps.forEach(node => node.setAttribute('aria-pressed', Boolean(here) && node.value === here.scenario));
    rows.draw(forecastItems(scenario), extent, smooth, ['order', 'driver', 'forecast', '95 % band', scenario ? 'measured' : '']);
    setText(one.told, forecastCaption(scenario));
    const far = beyondAt(state.at);
    setText($('what-if-state'), scenario ? `Measured here: ${scenario.scenario}.` : far.length ? `Extrapolated: ${far.map(a => lowered(a.title)).join(', ')} outside what was measured.` : 'Forecast between measured settings.');
    $('what-if-state').className = 'tag ' + (scenario ? 'measured' : far.length ? 'far' : '');
  });
}

/** The reference stack where the model knows it, else the model's first. */
const forecastReference = () => forecastLogs.has(state.reference) ? state.reference : forecastLogs.has(result.baseline) ? result.baseline : forecast.stacks[0].stack;

function forecastItems(scenario) {
  const list = corners(state.at), band = Math.exp(forecast.bands.ratio), reference = forecastReference();
  const own = weighed(forecastLogs.get(reference), list);
  return forecast.stacks.filter(s => rowOf.has(s.stack)).map(({ stack }) => {
    const ratio = Math.exp(weighed(forecastLogs.get(stack), list) - own);
    const measured = scenario && pairOrOne(scenario, stack, reference);
    return { row: rowOf.get(stack), c: stack === reference ? { ratio: 1, verdict: 'baseline' } : { ratio, low: ratio / band, high: ratio * band }, ring: measured, aside: measured ? times(measured) : '' };
  }).sort((x, y) => y.c.ratio - x.c.ratio).map((item, i) => ({ ...item, rank: String(i + 1) })).filter(item => isShown(item.row));
}

function pairOrOne(scenario, stack, reference) {
  if (stack === reference) return undefined;
  const pair = pairIn(scenario, stack, reference);
  return pair && pair.ratio;
}

/** Of all points of the grid but the outermost fiftieth at either end, and of what was measured. */
function forecastExtent() {
  const own = forecastLogs.get(forecastReference());
  const logs = Float64Array.from([...forecastLogs.values()].flatMap(l => Array.from(l, (v, i) => v - own[i]))).sort();
  return ratioExtent([d3.quantileSorted(logs, .02), d3.quantileSorted(logs, .98)].map(Math.exp).concat(everyRow.map(r => r.throughputRatio)));
}

/** A slider goes evenly over the values of the model's grid. */
function slider(axis) {
  const last = axis.values.length - 1, id = 'at-' + axis.id;
  const input = el('input', { type: 'range', id, min: 0, max: last, step: axis.stepped ? 1 : last / 200 });
  const told = el('output', { for: id }), far = el('em', {}, 'extrapolated');
  const known = el('span', { class: 'known' });
  if (axis.measured) {
    const [from, to] = axis.measured.map(v => positionOf(axis, v) / last * 100);
    known.style.left = from + '%';
    known.style.width = Math.max(to - from, 1.2) + '%';
  }
  const redraw = oncePerFrame(() => changed(['at']));
  /** To the nearest value that exists; the handle may be between two. */
  const chosen = () => positionOf(axis, valueAt(axis, Number(input.value)));
  input.addEventListener('input', () => {
    state.at[axis.id] = chosen();
    redraw();
  });
  const ends = el('span', { class: 'ends', 'aria-hidden': 'true' }, el('span', {}, axisValue(axis, axis.values[0])), el('span', {}, axisValue(axis, axis.values[last])));
  return {
    node: el('div', { class: 'slider' }, el('label', { for: id }, axis.title), told, far, input, el('span', { class: 'track', 'aria-hidden': 'true' }, known), ends),
    show() {
      const value = valueAt(axis, state.at[axis.id]), words = axisValue(axis, value), outside = beyond(axis, value);
      if (Math.abs(chosen() - state.at[axis.id]) > 1e-6) input.value = state.at[axis.id];
      setText(told, words);
      setAll(input, { 'aria-valuetext': words + (outside ? ', extrapolated' : '') });
      if (far.hidden === outside) far.hidden = !outside;
    },
  };
}

const jump = measured => button(measured.scenario, 'pill', () => jumpTo(measured), { value: measured.scenario });

function jumpTo(measured) {
  if (!measured) return;
  state.at = positionsOf(measured.at);
  const scenario = result.scenarios.find(s => s.scenario === measured.scenario);
  if (scenario) state.scenario = scenario;
  changed(['at', 'scenario']);
  say(`Sliders at the settings of ${measured.scenario}.`);
}

function forecastErrors() {
  const factor = v => v < .0005 ? 'less than 0.1 %' : percent(Math.exp(v) - 1), h = forecast.heldOut, i = forecast.interpolationError;
  const parts = [];
  if (h && h.cells) {
    parts.push(`Tested on ${plural(h.cells, 'cell', 'cells')} that it was not fitted to, the model missed the throughput by ${percent(h.medianError)} at the median`
      + (h.medianErrorRatio === undefined ? '' : ` and ratios by ${percent(h.medianErrorRatio)}`)
      + (h.coverageRatio === undefined ? '' : `; ${percent(h.coverageRatio)} of the ratios were inside their 95 % bands`) + '.');
  } else {
    parts.push('The model was not tested on cells that it was not fitted to.');
  }
  if (i) parts.push(`Between the points of its grid this page interpolates, which adds ${factor(i.median)} at the median and ${factor(i.largest)} at most.`);
  return parts.join(' ');
}

function forecastCaption(scenario) {
  return `Throughput as a multiple of ${nameOf(forecastReference())} that the model forecasts for the settings of the sliders. Line: 95 % band of the forecast.`
    + (scenario ? ` Ring: what was measured in ${scenario.scenario}.` : ' At the settings of a measured scenario a ring shows what was measured.');
}

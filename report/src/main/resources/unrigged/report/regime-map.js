/** Each further ratio adds a layer of colour. */
const MAP_LAYERS = [1, 1.1, 1.25, 1.5, 2, 3, 5].map(Math.log);
const MAP_COLUMNS = 56, MAP_ROWS = 40;

/** Who of two stacks is ahead by the forecast over two settings; the others are as the sliders say. */
function drawRegimeMap() {
  if (!forecast || forecastAxes.filter(axis => axis.values.length > 1).length < 2) return;
  const one = chart('map', 'Who is ahead, by the forecast', 'regime-map', mapMenus());
  const parts = {
    clip: svg('clipPath', { id: 'map-clip' }, svg('rect')), back: svg('rect', { class: 'map-back' }),
    layers: svg('g', { 'clip-path': 'url(#map-clip)' }), lines: svg('g', { 'clip-path': 'url(#map-clip)', fill: 'none' }),
    axes: svg('g'), here: svg('g', { class: 'here' }), dots: svg('g'), names: svg('g', { class: 'halo' }),
  };
  one.picture.append(...Object.values(parts));
  one.picture.addEventListener('click', event => clicked(one, event));
  view(['at', 'pair', 'map', 'all'], () => {
    const known = forecastLogs.has(state.a) && forecastLogs.has(state.b) && state.a !== state.b;
    one.picture.style.display = known ? '' : 'none';
    $('across').value = state.across;
    $('up').value = state.up;
    if (known) drawMap(one, parts);
    setText(one.told, known ? mapCaption() : 'The model has no forecast of one of these two, or they are one stack.');
  });
}

function mapMenus() {
  const options = forecastAxes.filter(axis => axis.values.length > 1).map(axis => [axis.id, axis.title]);
  const choose = (name, other) => value => {
    if (state[other] === value) state[other] = state[name];
    state[name] = value;
    changed(['map']);
  };
  return el('div', { class: 'controls' }, menu('across', 'Across', options, choose('across', 'up')), menu('up', 'Upwards', options, choose('up', 'across')));
}

const axisOf = id => forecastAxes.find(axis => axis.id === id);

function mapScale(axis, from, to) {
  const [low, high] = [axis.values[0], axis.values.at(-1)];
  return (axis.log ? d3.scaleLog() : d3.scaleSymlog().constant(Math.max(axis.values[1] || 1, 1e-6))).domain([low, high]).range([from, to]).clamp(true);
}

function mapFrame(one) {
  const height = Math.min(430, Math.max(300, one.width * .72)), room = { left: 52, right: one.width - 12, top: 10, bottom: height - 44 };
  const across = axisOf(state.across), up = axisOf(state.up);
  return { ...room, height, across, up, x: mapScale(across, room.left, room.right), y: mapScale(up, room.bottom, room.top) };
}

/** The colours stay as they are while only a slider of one of the map's own axes moves. */
function drawMap(one, parts) {
  const f = mapFrame(one);
  const fixed = forecastAxes.filter(axis => axis !== f.across && axis !== f.up).map(axis => state.at[axis.id]);
  const key = [state.a, state.b, f.across.id, f.up.id, one.width, ...fixed].join('\n');
  if (key !== parts.drawn) drawMapColours(one, parts, f);
  parts.drawn = key;
  drawMapPoints(parts, f);
}

function drawMapColours(one, parts, f) {
  const width = f.right - f.left, tall = f.bottom - f.top;
  resize(one, f.height);
  for (const rect of [parts.clip.firstChild, parts.back]) setAll(rect, { x: f.left, y: f.top, width, height: tall });
  const grid = logRatioGrid(state.a, state.b, f.across, f.up, state.at);
  const columns = d3.range(MAP_COLUMNS).map(i => positionOf(f.across, f.x.invert(f.left + width * i / (MAP_COLUMNS - 1))));
  const rows = d3.range(MAP_ROWS).map(j => positionOf(f.up, f.y.invert(f.top + tall * j / (MAP_ROWS - 1))));
  const values = rows.flatMap(y => columns.map(x => between(grid, x, y)));
  const at = d3.geoTransform({ point(x, y) { this.stream.point(f.left + (x - .5) * width / (MAP_COLUMNS - 1), f.top + (y - .5) * tall / (MAP_ROWS - 1)); } });
  const path = d3.geoPath(at), contours = d3.contours().size([MAP_COLUMNS, MAP_ROWS]);
  const shapes = (sign, thresholds) => contours.thresholds(thresholds)(sign === 1 ? values : values.map(v => -v)).map(c => path(c) || '');
  const shape = (css, d) => svg('path', { class: css, d });
  parts.layers.replaceChildren(...shapes(1, MAP_LAYERS).map(d => shape('ahead-a', d)), ...shapes(-1, MAP_LAYERS).map(d => shape('ahead-b', d)));
  const band = forecast.bands.ratio;
  parts.lines.replaceChildren(...shapes(1, [-band, band]).map(d => shape('band', d)), shape('crossover', shapes(1, [0])[0]));
  drawMapAxes(parts.axes, f);
  drawMapNames(parts.names, f, values);
}

function drawMapAxes(node, f) {
  const tick = axis => v => axisValue(axis, v);
  const among = (axis, most) => axis.values.filter((_, i, all) => i % Math.ceil(all.length / most) === 0);
  const bottom = svg('g', { class: 'axis', transform: `translate(0 ${f.bottom})` }), left = svg('g', { class: 'axis', transform: `translate(${f.left} 0)` });
  d3.select(bottom).call(d3.axisBottom(f.x).tickValues(among(f.across, (f.right - f.left) / 60)).tickFormat(tick(f.across)).tickSize(5));
  d3.select(left).call(d3.axisLeft(f.y).tickValues(among(f.up, 9)).tickFormat(tick(f.up)).tickSize(5));
  node.replaceChildren(bottom, left, text(f.right, f.height - 6, f.across.title + ' →', 'dim', 'end'), text(f.left + 6, f.top + 14, '↑ ' + f.up.title, 'halo'));
}

/** The name of each stack where its lead is largest, when it is certain somewhere. */
function drawMapNames(node, f, values) {
  const place = i => [f.left + (f.right - f.left) * (i % MAP_COLUMNS) / (MAP_COLUMNS - 1), f.top + (f.bottom - f.top) * Math.floor(i / MAP_COLUMNS) / (MAP_ROWS - 1)];
  const words = [d3.maxIndex(values), d3.minIndex(values)].map((i, k) => {
    const lead = k ? -values[i] : values[i];
    if (lead <= 0) return undefined;
    const [x, y] = place(i), right = x > (f.left + f.right) / 2;
    const name = text(right ? Math.min(x, f.right - 10) : Math.max(x, f.left + 10), Math.min(Math.max(y, f.top + (right ? 18 : 36)), f.bottom - 12),
      `${clipped(nameOf(k ? state.b : state.a), 26)} ahead${lead > forecast.bands.ratio ? '' : ', undecided'}${f.right - f.left < 480 ? '' : ', up to ' + times(Math.exp(lead))}`, k ? 'name-b' : 'name-a', right ? 'end' : 'start');
    return name;
  });
  node.replaceChildren(...words.filter(Boolean));
}

/** The measured scenarios with their verdicts, and where the sliders are. */
function drawMapPoints(parts, f) {
  const [x, y] = [f.x(valueAt(f.across, state.at[f.across.id])), f.y(valueAt(f.up, state.at[f.up.id]))];
  parts.here.replaceChildren(svg('line', { x1: x, x2: x, y1: f.top, y2: f.bottom }), svg('line', { x1: f.left, x2: f.right, y1: y, y2: y }));
  const others = forecastAxes.filter(axis => axis !== f.across && axis !== f.up);
  const spots = (forecast.measured || []).flatMap(m => {
    const scenario = result.scenarios.find(s => s.scenario === m.scenario), pair = scenario && pairIn(scenario, state.a, state.b);
    if (!pair) return [];
    const [cx, cy] = [f.x(m.at[f.across.id] ?? f.across.values[0]), f.y(m.at[f.up.id] ?? f.up.values[0])];
    return [{ name: m.scenario, pair, cx, cy, same: others.every(axis => Math.abs(positionOf(axis, m.at[axis.id] ?? axis.values[0]) - state.at[axis.id]) < .02) }];
  });
  // Of those at one place the one with the sliders' settings is on top, and has the words.
  const places = d3.group(spots.sort((p, q) => p.same - q.same), s => `${s.cx} ${s.cy}`);
  parts.dots.replaceChildren(...[...places.values()].flatMap(list => list.map((spot, i) => mapSpot(spot, i === list.length - 1 ? list.length : 0, f))));
}

/** A measured scenario; of so many at its place, or without words. */
function mapSpot({ name, pair, cx, cy, same }, of, f) {
  const css = 'spot ' + (differs(pair.verdict) ? pair.verdict : 'open') + (same ? '' : ' elsewhere');
  const words = `${name}: ${times(pair.ratio)}${pair.low === undefined ? '' : ' (' + ends(pair) + ')'}${pair.verdict ? ', ' + shown(pair.verdict) : ''}${same ? '' : '; its other settings differ from the sliders’'}`;
  const label = clipped(name, 24) + (of > 1 ? ` +${of - 1}` : ''), right = cx + 10 + widthOf(label, 400) > f.right;
  return svg('g', { class: css, role: 'img', 'aria-label': words }, svg('title', {}, words), svg('circle', { cx, cy, r: 6 }),
    ...(of ? [text(cx + (right ? -10 : 10), cy + 4, label, 'halo', right ? 'end' : 'start')] : []));
}

/** A click puts the sliders there. */
function clicked(one, event) {
  const f = mapFrame(one), box = one.picture.getBoundingClientRect(), k = one.width / box.width;
  const [x, y] = [(event.clientX - box.left) * k, (event.clientY - box.top) * k];
  if (x < f.left || x > f.right || y < f.top || y > f.bottom) return;
  state.at = { ...state.at, [f.across.id]: positionOf(f.across, f.x.invert(x)), [f.up.id]: positionOf(f.up, f.y.invert(y)) };
  changed(['at']);
}

function mapCaption() {
  const fixed = forecastAxes.filter(axis => axis.id !== state.across && axis.id !== state.up).map(axis => `${lowered(axis.title)}: ${axisValue(axis, valueAt(axis, state.at[axis.id]))}`);
  return `${nameOf(state.a)} against ${nameOf(state.b)}${fixed.length ? ' with ' + fixed.join('; ') : ''}. Solid line: equal; between the dashed lines the forecast is undecided. Dots: measured, filled when decided, faint when their other settings are not the sliders’. A click moves the sliders.`;
}

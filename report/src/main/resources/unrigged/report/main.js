const state = { scenario: result.scenarios[0], sort: 'throughputRatio', direction: 'descending' };
let charts = [];

function show() {
  const s = state.scenario;
  $('scenario-title').textContent = s.title;
  $('caption').replaceChildren(el('span', {}, `${s.scenario}: throughput as a multiple of ${result.baseline}, latency of all answers, resources per request. Choose a column to sort by it.`));
  drawSettings(s);
  drawBody(s, state);
  const stacks = [...$('table').tBodies[0].rows].map(tr => tr.dataset.stack);
  charts.forEach(draw => draw(s, stacks));
  for (const input of document.querySelectorAll('#scenarios input')) input.checked = input.value === s.scenario;
}

/** The address remembers the view, so that a link can point to it. */
function remember() {
  const hash = new URLSearchParams({ scenario: state.scenario.scenario, sort: state.sort, dir: state.direction });
  history.replaceState(null, '', '#' + hash);
}

function recall() {
  const hash = new URLSearchParams(location.hash.slice(1));
  state.scenario = result.scenarios.find(s => s.scenario === hash.get('scenario')) || state.scenario;
  state.sort = (COLUMNS.find(c => c.key === hash.get('sort')) || { key: state.sort }).key;
  if (['ascending', 'descending'].includes(hash.get('dir'))) state.direction = hash.get('dir');
}

function sortBy(column) {
  const first = column.text || column.up ? 'ascending' : 'descending';
  const other = first === 'ascending' ? 'descending' : 'ascending';
  state.direction = state.sort === column.key && state.direction === first ? other : first;
  state.sort = column.key;
  show();
  remember();
  $('said').textContent = `Sorted by ${column.title}, ${state.direction}.`;
}

drawTop();
if (state.scenario) {
  for (const s of result.scenarios) {
    const input = el('input', { type: 'radio', name: 'scenario', value: s.scenario });
    input.addEventListener('change', () => {
      state.scenario = s;
      show();
      remember();
      $('said').textContent = `Scenario ${s.scenario}. First: ${label(s.rows[0])}.`;
    });
    $('scenarios').append(el('label', {}, input, el('span', {}, s.scenario)));
  }
  drawHead(state, sortBy);
  drawTypes();
  if (everyRow.length) charts = [drawRatios(), drawLatency(), drawCpu(), drawSlopes(), drawTuning()];
  recall();
  show();
  addEventListener('hashchange', () => { recall(); show(); });
  let waiting;
  addEventListener('resize', () => { cancelAnimationFrame(waiting); waiting = requestAnimationFrame(show); });
}
drawFindings();
drawFailures();
drawTime();
drawSources();

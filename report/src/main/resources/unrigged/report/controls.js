const present = name => [...new Set([...rowOf.values()].map(r => r[name]).filter(Boolean))];
const typesPresent = () => present('concurrency');
const languagesPresent = () => present('language');

/** None chosen of a kind means all of it. */
const isShown = row => (!state.types.size || state.types.has(row.concurrency)) && (!state.languages.size || state.languages.has(row.language));

function chip(set, value, words, ...before) {
  const node = el('button', { type: 'button', class: 'filter', 'data-value': value }, ...before, words);
  node.addEventListener('click', () => {
    if (!set().delete(value)) set().add(value);
    changed(['filter']);
    say(`${plural([...rowOf.values()].filter(isShown).length, 'stack', 'stacks')} shown.`);
  });
  node.pressed = () => set().has(value);
  return node;
}

/** The legend of the marks: choosing some leaves out the others. */
function drawFilters() {
  const byType = new Map([...rowOf.values()].map(r => [r.concurrency, r]));
  const types = [...byType].map(([value, row]) => chip(() => state.types, value, row.type, mark(row)));
  const languages = languagesPresent().length < 2 ? [] : languagesPresent().map(value => chip(() => state.languages, value, value));
  const chips = [...types, ...languages];
  const all = button('show all', 'quiet', () => { state.types.clear(); state.languages.clear(); changed(['filter']); });
  $('filters').replaceChildren(...types, ...(languages.length ? [el('span', { class: 'gap' }), ...languages] : []), all);
  view(['filter', 'all'], () => {
    const some = state.types.size + state.languages.size > 0;
    for (const node of chips) node.setAttribute('aria-pressed', node.pressed());
    $('filters').classList.toggle('some', some);
    all.hidden = !some;
  });
}

const stackOptions = () => stacks.map(s => [s, nameOf(s)]).sort((x, y) => x[1].localeCompare(y[1]));

function drawReference() {
  const node = menu('reference', 'Reference stack', stackOptions(), value => {
    state.reference = value;
    changed(['reference']);
    say(`Ratios to ${nameOf(value)}.`);
  });
  $('reference-menu').replaceChildren(node);
  view(['reference', 'all'], () => { $('reference').value = state.reference; });
}

function chooseScenario(scenario) {
  if (state.scenario === scenario) return;
  state.scenario = scenario;
  changed(['scenario']);
  const first = measuredRows(scenario)[0];
  say(`Scenario ${scenarioWords(scenario)}.` + (first ? ` First: ${label(first)}.` : ''));
}

/** Few scenarios are buttons, many a menu with steps. */
function drawScenarios() {
  const many = result.scenarios.length > 7;
  if (many) {
    const step = by => () => chooseScenario(result.scenarios[(result.scenarios.indexOf(state.scenario) + by + result.scenarios.length) % result.scenarios.length]);
    const select = el('select', { id: 'scenario', 'aria-label': 'Scenario' }, ...result.scenarios.map(s => el('option', { value: s.scenario }, scenarioWords(s))));
    select.addEventListener('change', () => chooseScenario(result.scenarios.find(s => s.scenario === select.value)));
    $('scenarios').append(button('‹', 'step', step(-1), { 'aria-label': 'Scenario before' }), select, button('›', 'step', step(1), { 'aria-label': 'Next scenario' }));
  } else {
    for (const s of result.scenarios) {
      const input = el('input', { type: 'radio', name: 'scenario', value: s.scenario });
      input.addEventListener('change', () => chooseScenario(s));
      $('scenarios').append(el('label', { title: s.title }, input, el('span', {}, s.scenario)));
    }
  }
  view(['scenario', 'all'], () => {
    const s = state.scenario;
    if (many) $('scenario').value = s.scenario;
    for (const input of document.querySelectorAll('#scenarios input')) input.checked = input.value === s.scenario;
    $('scenario-title').textContent = scenarioWords(s);
    const settings = settingsOf(s);
    $('settings').replaceChildren(...(settings.length ? settings : [{ title: 'not resolved yet', values: ['settings'], unit: '' }]).map(one =>
      el('div', {}, el('dt', {}, one.title + (one.id === 'workers' && s.workerSearches ? ', tuned from' : '')), el('dd', {}, levels(one)))));
  });
}

/** One warning with its places. */
function finding(f, places) {
  return el('div', { class: 'finding' },
    el('span', { class: 'chip ' + (SEVERITIES[f.severity] || 'note') }, shown(f.severity)),
    el('div', {}, el('h3', {}, f.what), ...places, el('p', {}, el('b', {}, 'What to do: '), f.remedy)));
}

/** The same warning about several stacks is told once, with every place and its evidence. */
function drawFindings() {
  const groups = new Map();
  const add = (f, place) => {
    const key = f.severity + '\n' + f.what + '\n' + f.remedy;
    if (!groups.has(key)) groups.set(key, { f, places: [] });
    groups.get(key).places.push(place);
  };
  (result.findings || []).forEach(f => add(f, 'the run: ' + f.evidence));
  result.scenarios.forEach(s => s.rows.forEach(r => r.findings.forEach(f => add(f, `${label(r)} in ${s.scenario}: ${f.evidence}`))));
  const order = Object.keys(SEVERITIES);
  const all = [...groups.values()].sort((a, b) => order.indexOf(a.f.severity) - order.indexOf(b.f.severity));
  if (!all.length) {
    $('findings').append(el('p', {}, 'No audit raised a warning.'));
    return;
  }
  $('findings').append(...all.map(({ f, places }) => {
    const list = el('ul', {}, ...places.map(p => el('li', {}, p)));
    return finding(f, [places.length <= 4 ? list : el('details', {}, el('summary', {}, plural(places.length, 'place', 'places')), list)]);
  }));
}

function drawFailures() {
  const missing = new Map();
  result.scenarios.forEach(s => s.rows.forEach(r => {
    if (r.why) missing.set(r.stack + '\n' + r.why, { r, where: [...((missing.get(r.stack + '\n' + r.why) || {}).where || []), s.scenario] });
  }));
  if (!missing.size && !result.failedTrials.length) return;
  $('failures').hidden = false;
  for (const { r, where } of missing.values()) {
    $('failed').append(el('div', { class: 'finding' }, el('span', { class: 'chip blind' }, 'no figures'),
      el('div', {}, el('h3', {}, label(r) + ' in ' + where.join(', ')), el('p', {}, r.why))));
  }
  for (const t of result.failedTrials) {
    $('failed').append(el('div', { class: 'finding' }, el('span', { class: 'chip fault' }, 'failed trial'),
      el('div', {}, el('h3', {}, `${t.stack} in ${t.scenario}, block ${t.block}` + (t.attempt > 1 ? `, attempt ${t.attempt}` : '')),
        el('p', {}, `At ${t.phase}: ${t.reason}`),
        el('details', { open: true }, el('summary', {}, 'The end of its log ', el('code', {}, t.trial)), el('pre', { tabindex: 0 }, t.evidence || '(empty)')))));
  }
}

function drawTime() {
  const time = result.time, whole = time.phases.reduce((sum, p) => sum + p.seconds, 0);
  const colours = ['--soft', '--proxy', '--line', '--doubt', '--accent', '--database', '--load', '--pool'];
  const bar = el('div', { class: 'parts', 'aria-hidden': 'true' });
  const body = el('tbody');
  time.phases.forEach((p, i) => {
    const part = el('span'), swatch = el('i', { class: 'swatch' });
    part.style.width = whole ? 100 * p.seconds / whole + '%' : 0;
    part.style.background = swatch.style.background = `var(${colours[i % colours.length]})`;
    part.title = p.phase;
    bar.append(part);
    body.append(el('tr', {}, el('th', { scope: 'row' }, swatch, ' ' + p.phase), el('td', { class: 'num' }, duration(p.seconds)), el('td', { class: 'num' }, whole ? percent(p.seconds / whole) : '–')));
  });
  const facts = [`Wall time ${duration(time.wallS)}`, ...(result.shareUnderLoad === undefined ? [] : [`${percent(result.shareUnderLoad)} of it under load`])];
  if (result.windowShare !== undefined) facts.push(`${percent(result.windowShare)} in windows that count`);
  if (result.labCpuShare !== undefined) facts.push(`Unrigged itself used ${percent(result.labCpuShare)} of the machine’s CPU time`);
  if (time.setUpS !== undefined) facts.push(`${duration(time.setUpS)} of set-up before it`);
  $('time').append(el('p', {}, facts.join(' · ') + '.'), bar,
    el('table', { class: 'plain' }, el('caption', {}, result.slices ? 'Wall time of the run, by phase' : 'Wall time of all trials, by phase'), body));
}

function drawSources() {
  const c = result.calibration;
  if (c) {
    $('calibration').append(el('p', {}, `Calibration: one request of ${c.stack} takes ${fig(c.cpuMsPerRequestTotal)} ms of CPU time over all tiers here (${plain.format(c.requests)} requests; `
      + TIERS.filter(t => (c.cpuMsPerRequest || {})[t] !== undefined).map(t => `${t} ${fig(c.cpuMsPerRequest[t])}`).join(', ') + '). The scaled delays rest on it.'));
  }
  $('plan').textContent = data.plan || 'plan.yaml is not in the run directory.';
  $('environment').textContent = data.environment || 'environment.json is not in the run directory.';
}

function drawTop() {
  const p = result.progress;
  $('run').textContent = `${result.run} · ${result.started.slice(0, 16).replace('T', ' ')} UTC · ${result.mode} mode, ${result.scale} settings · ${plural(result.cpus, 'CPU', 'CPUs')} · ${p.trialsEnded} of ${result.slices ? plural(p.trialsPlanned, 'slice', 'slices') : plural(p.trialsPlanned, 'trial', 'trials')}`
    + (!p.unfinished && p.trialsEnded < p.trialsPlanned ? `, ${p.trialsPlanned - p.trialsEnded} left out` : '')
    + (p.trialsFailed ? `, ${p.trialsFailed} failed` : '');
  if (result.slices) {
    for (const of of ['trials', 'slices']) document.querySelectorAll('.of-' + of).forEach(e => { e.hidden = of === 'trials'; });
  }
  $('sentences').append(...data.sentences.map(s => el('li', {}, s)));
  if (p.unfinished) {
    $('unfinished').hidden = false;
    $('unfinished').append(el('b', {}, 'Unfinished. '), 'This shows what there is: ' + p.unfinished + '.');
  }
  $('foot').textContent = `Unrigged · run ${result.run} · plan ${result.plan} · seed ${result.seed} · derived from journal.jsonl, which is the truth; this page asks no server for anything.`;
}

function drawSettings(scenario) {
  const s = scenario.settings;
  $('settings').replaceChildren();
  const add = (name, value) => $('settings').append(el('div', {}, el('dt', {}, name), el('dd', {}, value)));
  if (!s) { add('settings', 'not resolved yet'); return; }
  const both = (one, sync, async) => one !== undefined ? plain.format(one) : `${plain.format(sync)} / ${plain.format(async)}`;
  add('clients' + (s.clients === undefined ? ', sync / async' : ''), both(s.clients, s.clientsSync, s.clientsAsync));
  add('workers, sync / async', (scenario.workerSearches ? 'tuned from ' : '') + `${s.workersSync} / ${s.workersAsync}`);
  add('database sessions' + (s.dbSessions === undefined ? ', sync / async' : ''), both(s.dbSessions, s.dbSessionsSync, s.dbSessionsAsync));
  add('query delay', (s.delayMs === undefined ? `${fig(s.delayMsSync)} / ${fig(s.delayMsAsync)}` : fig(s.delayMs)) + ' ms');
}

function drawTypes() {
  const seen = new Map();
  everyRow.forEach(r => seen.set(r.concurrency, r));
  $('types').replaceChildren(...[...seen.values()].map(r => el('span', {}, mark(r), r.type)));
}

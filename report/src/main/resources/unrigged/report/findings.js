/** One warning with its places. */
function finding(f, places) {
  return el('div', { class: 'finding' },
    el('span', { class: 'chip ' + (SEVERITIES[f.severity] || 'note') }, shown(f.severity)),
    el('div', {}, el('h3', {}, f.what), ...places, el('p', {}, el('b', {}, 'What to do: '), f.remedy)));
}

/** The same warning about several rows is told once, with every place and its evidence. */
function grouped(list) {
  const groups = d3.group(list, ({ f }) => [f.severity, f.what, f.remedy].join('\n'));
  const order = Object.keys(SEVERITIES);
  return [...groups.values()].sort((a, b) => order.indexOf(a[0].f.severity) - order.indexOf(b[0].f.severity)).map(group => {
    const told = el('ul', {}, ...group.map(({ place, f }) => el('li', {}, ...place, f.evidence)));
    return finding(group[0].f, [group.length <= 3 ? told : el('details', {}, el('summary', {}, plural(group.length, 'place', 'places')), told)]);
  });
}

function drawFindings() {
  const machine = (result.findings || []).map(f => ({ f, place: [] }));
  const rows = result.scenarios.flatMap(s => s.rows.flatMap(r => r.findings.map(f => ({ f, place: [`${label(r)} in ${s.scenario}: `] }))));
  const headed = (words, list) => list.length ? [el('h3', {}, words), ...grouped(list)] : [];
  $('findings').append(...headed('Of the machine and the run', machine), ...headed('Of rows; each is also shown with its row', rows));
  if (!machine.length && !rows.length) $('findings').append(el('p', {}, 'No audit raised a warning.'));
}

function failedTrial(t) {
  return el('div', { class: 'finding' }, el('span', { class: 'chip fault' }, 'failed trial'),
    el('div', {}, el('h3', {}, `${t.stack} in ${t.scenario}, block ${t.block}` + (t.attempt > 1 ? `, attempt ${t.attempt}` : '')),
      el('p', {}, `At ${t.phase}: ${t.reason}`),
      el('details', { open: true }, el('summary', {}, 'The end of its log ', el('code', {}, t.trial)), el('pre', { tabindex: 0 }, t.evidence || '(empty)'))));
}

function drawFailures() {
  const missing = d3.group(result.scenarios.flatMap(s => s.rows.filter(r => r.why).map(r => ({ r, s }))), ({ r }) => r.stack + '\n' + r.why);
  if (!missing.size && !result.failedTrials.length) return;
  $('failures').hidden = false;
  $('failed').append(...[...missing.values()].map(list => el('div', { class: 'finding' }, el('span', { class: 'chip blind' }, 'no figures'),
    el('div', {}, el('h3', {}, label(list[0].r) + ' in ' + list.map(({ s }) => s.scenario).join(', ')), el('p', {}, list[0].r.why)))),
  ...result.failedTrials.map(failedTrial));
}

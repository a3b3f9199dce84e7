/** All that is known of one stack in one scenario. */
function openCell(stack) {
  state.cell = stack;
  remember();
  showCell();
}

function drawCell() {
  const dialog = $('dialog');
  dialog.addEventListener('close', () => {
    state.cell = '';
    remember();
  });
  dialog.addEventListener('click', event => { if (event.target === dialog) dialog.close(); });
  view(['all'], showCell);
}

function showCell() {
  const dialog = $('dialog'), scenario = state.scenario, row = state.cell && rowIn(scenario, state.cell);
  if (!row) {
    if (dialog.open) dialog.close();
    return;
  }
  $('dialog-title').replaceChildren(mark(row), label(row));
  $('dialog-about').textContent = [row.stack, row.type, row.driver && 'driver ' + row.driver, row.language, row.workers === undefined ? undefined : plural(row.workers, 'worker', 'workers'), 'in ' + scenarioWords(scenario)].filter(Boolean).join(' · ');
  const leave = act => () => { dialog.close(); act(); };
  $('dialog-acts').replaceChildren(
    button('Compare with another stack', 'filter', leave(() => comparePair(row.stack, state.b === row.stack ? state.a : state.b))),
    button('Use as the reference stack', 'filter', leave(() => { state.reference = row.stack; changed(['reference']); })));
  // It is open before its charts are drawn, which have no width before.
  $('dialog-body').replaceChildren();
  if (!dialog.open) dialog.showModal();
  const drawings = [];
  $('dialog-body').append(...cellParts(scenario, row, drawings));
  drawings.forEach(draw => draw());
  dialog.scrollTop = 0;
}

function cellParts(scenario, row, drawings) {
  const findings = row.findings.length ? [part('Warnings', ...row.findings.map(f => finding(f, [el('p', {}, f.evidence)])))] : [];
  const failed = result.failedTrials.filter(t => t.stack === row.stack && t.scenario === scenario.scenario).map(failedTrial);
  if (row.why) return [el('p', { class: 'banner' }, row.why), ...findings, ...failed, ...cellSettings(row), ...cellCommand()];
  return [
    el('div', { class: 'two' }, part('Figures', cellFigures(scenario, row)), ...cellThroughput(row, drawings)),
    ...cellTime(row, drawings),
    ...findings,
    el('div', { class: 'two' }, ...cellPercentiles(row, drawings), ...cellTiers('CPU time per request', 'ms', row.cpuMsPerRequest, row.cpuMsPerRequestInterval), ...cellTiers('Memory (PSS)', 'MiB', row.pssMiB, row.pssMiBInterval)),
    ...failed, ...cellSettings(row), ...cellCommand(),
  ];
}

const part = (title, ...content) => el('section', {}, el('h3', {}, title), ...content);

function cellFigures(scenario, row) {
  const c = comparison(scenario, row), within = bounds => bounds ? `${fig(bounds[0])}–${fig(bounds[1])}` : '';
  const figures = [
    ['Ratio to ' + nameOf(state.reference), c.ratio === undefined ? noRatio(c) : times(c.ratio), c.verdict === 'baseline' ? 'by definition' : ends(c) || c.why || 'no interval'],
    ['Verdict', c.verdict ? shown(c.verdict) : '–', rankWords(row) ? 'rank ' + rankWords(row) : ''],
    ['Answers per second', fig(row.throughputPerSecond), row.throughputPerSecondMin === undefined ? row.throughputWhy || '' : `${fig(row.throughputPerSecondMin)}–${fig(row.throughputPerSecondMax)}, range`],
    ['P50, ms', row.p50Ms === undefined ? 'unresolved' : fig(row.p50Ms), within(row.p50MsInterval) || row.p50Why || ''],
    ['P99, ms', row.p99Ms === undefined ? 'unresolved' : fig(row.p99Ms), within(row.p99MsInterval) || row.p99Why || ''],
    ['Right answers', row.ok === undefined ? '–' : plain.format(row.ok), plural(row.trials, result.slices ? 'slice' : 'trial', result.slices ? 'slices' : 'trials')],
    ['Failed requests', row.failed === undefined ? '–' : plain.format(row.failed), Object.entries(row.failedByKind || {}).map(([kind, n]) => `${plain.format(n)} ${kind}`).join(', ')],
    ['Database sessions, most', row.maxDbSessions === undefined ? 'not observed' : String(row.maxDbSessions), ''],
    ...(row.driftShare === undefined ? [] : [[result.slices ? 'Drift over the rounds of a block' : 'Drift within a window', percent(row.driftShare), '']]),
  ];
  return el('table', { class: 'plain figures' }, el('tbody', {}, ...figures.map(([name, value, more]) =>
    el('tr', {}, el('th', { scope: 'row' }, name), el('td', { class: 'num' }, el('b', {}, value)), el('td', {}, more)))));
}

function cellTiers(title, unit, amounts, intervals) {
  const tiers = TIERS.filter(t => (amounts || {})[t] !== undefined);
  if (!tiers.length) return [];
  const most = d3.max(tiers, t => amounts[t]);
  return [part(`${title}, ${unit}`, el('table', { class: 'plain figures' }, el('tbody', {}, ...tiers.map(tier => {
    const bar = el('span', { class: 'amount' }), bounds = (intervals || {})[tier];
    bar.style.width = 100 * amounts[tier] / most + '%';
    bar.style.background = `var(--${tier})`;
    return el('tr', {}, el('th', { scope: 'row' }, tierName(tier)), el('td', { class: 'num' }, el('b', {}, fig(amounts[tier]))), el('td', {}, bounds ? `${fig(bounds[0])}–${fig(bounds[1])}` : ''), el('td', { class: 'bar-cell' }, bar));
  }))))];
}

function cellSettings(row) {
  if (!row.levels) return [];
  const rows = Object.entries(row.levels).map(([name, value]) => el('tr', {}, el('th', { scope: 'row' }, el('code', {}, name)), el('td', {}, value)));
  return [el('details', {}, el('summary', {}, `Settings of this cell, ${rows.length}`), el('table', { class: 'plain' }, el('tbody', {}, ...rows)))];
}

const cellCommand = () => data.command ? [part('Run it again', copyable(data.command))] : [];

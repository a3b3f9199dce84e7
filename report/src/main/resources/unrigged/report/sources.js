/** Text with a button that copies it. */
function copyable(words) {
  const pre = el('pre', { tabindex: 0 }, words);
  const copy = button('Copy', 'quiet', () => {
    const done = () => { copy.textContent = 'Copied'; say('Copied.'); };
    // Without the right to the clipboard the text is marked, for the reader's own keys.
    const marked = () => { getSelection().selectAllChildren(pre); say('Marked; copy it by keyboard.'); };
    if (navigator.clipboard) navigator.clipboard.writeText(words).then(done, marked);
    else marked();
  });
  return el('div', { class: 'copyable' }, pre, copy);
}

function drawSources() {
  const c = result.calibration;
  if (c) {
    $('calibration').append(el('p', {}, `Calibration: one request of ${c.stack} takes ${fig(c.cpuMsPerRequestTotal)} ms of CPU time over all tiers here (${plain.format(c.requests)} requests; `
      + TIERS.filter(t => (c.cpuMsPerRequest || {})[t] !== undefined).map(t => `${tierName(t)} ${fig(c.cpuMsPerRequest[t])}`).join(', ') + '). The scaled delays rest on it.'));
  }
  $('machine').append(...environmentFacts().map(([name, words]) => el('p', {}, el('b', {}, name + ' '), words)));
  if (data.command) $('command').append(el('p', {}, 'The command that runs it again:'), copyable(data.command));
  drawLevels();
  $('plan').textContent = data.plan || 'plan.yaml is not in the run directory.';
  $('environment').textContent = data.environment || 'environment.json is not in the run directory.';
}

/** The machine and the versions in a sentence each; the whole of it is below. */
function environmentFacts() {
  let facts;
  try {
    facts = JSON.parse(data.environment);
  } catch {
    return [];
  }
  const { cpu, model, cpus, memory, distribution, kernel } = facts.machine || {};
  const gigabytes = /^\d+ kB$/.test(memory || '') ? `${fig(parseInt(memory, 10) / 1e6)} GB of memory` : memory;
  const machine = [cpu || model, cpus && plural(cpus, 'CPU', 'CPUs'), gigabytes, distribution, kernel && 'Linux ' + kernel, facts.java];
  const parts = facts.parts instanceof Array ? facts.parts.map(p => [p.part, p.version]) : Object.entries(facts.parts || {});
  return [['Machine', machine.filter(Boolean).join(', ')], ['Versions', parts.map(p => p.filter(Boolean).join(' ')).join(', ')]].filter(f => f[1]);
}

/** Every setting of every cell: those that are the same everywhere once, the others by scenario. */
function drawLevels() {
  const rows = result.scenarios.flatMap(s => s.rows.filter(r => r.levels).map(r => ({ s, levels: r.levels })));
  const names = [...new Set(rows.flatMap(r => Object.keys(r.levels)))];
  if (!names.length) return;
  const values = (name, of) => [...new Set(of.map(r => r.levels[name]).filter(v => v !== undefined))];
  const same = names.filter(n => values(n, rows).length === 1), different = names.filter(n => values(n, rows).length > 1);
  const line = (name, cells) => el('tr', {}, el('th', { scope: 'row' }, el('code', {}, name)), ...cells.map(c => el('td', {}, c)));
  const table = (heads, lines) => el('div', { class: 'scroll' }, el('table', { class: 'plain' },
    el('thead', {}, el('tr', {}, ...heads.map(w => el('th', { scope: 'col' }, w)))), el('tbody', {}, ...lines)));
  const folded = (words, list, heads, lines) => list.length ? [el('details', {}, el('summary', {}, `${words}, ${list.length}`), table(heads, lines))] : [];
  const byScenario = result.scenarios.map(s => rows.filter(r => r.s === s));
  const here = name => byScenario.map(of => values(name, of).join(' / '));
  $('levels').append(
    ...folded('Settings that differ between cells', different, ['Setting', ...result.scenarios.map(s => s.scenario)], different.map(n => line(n, here(n)))),
    ...folded('Settings that are the same in every cell', same, ['Setting', 'Value'], same.map(n => line(n, values(n, rows)))));
}

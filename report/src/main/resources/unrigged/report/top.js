const FLIPS_SHOWN = 5;

function drawTop() {
  const p = result.progress;
  $('run').textContent = `${result.run} · ${result.started.slice(0, 16).replace('T', ' ')} UTC · ${result.mode} mode, ${result.scale} settings · ${plural(result.cpus, 'CPU', 'CPUs')} · ${plain.format(p.trialsEnded)} of ${result.slices ? plural(p.trialsPlanned, 'slice', 'slices') : plural(p.trialsPlanned, 'trial', 'trials')}`
    + (!p.unfinished && p.trialsEnded < p.trialsPlanned ? `, ${p.trialsPlanned - p.trialsEnded} left out` : '')
    + (p.trialsFailed ? `, ${p.trialsFailed} failed` : '');
  if (result.slices) {
    for (const of of ['trials', 'slices']) document.querySelectorAll('.of-' + of).forEach(e => { e.hidden = of === 'trials'; });
  }
  drawFlipLines();
  if (p.unfinished) {
    $('unfinished').hidden = false;
    $('unfinished').append(el('b', {}, 'Unfinished. '), 'This shows what there is: ' + p.unfinished + '.');
  }
  $('foot').textContent = `Unrigged · run ${result.run} · plan ${result.plan} · seed ${result.seed} · derived from journal.jsonl, which is the truth; this page asks no server for anything.`;
}

/** What flips, in sentences; each leads to the comparison of its pair. */
function drawFlipLines() {
  const told = data.flips || flips.map(f => f.text), byText = new Map(flips.map(f => [f.text, f]));
  const others = data.sentences.filter(s => !told.includes(s));
  $('sentences').append(...others.map(s => el('li', {}, s)));
  $('measured').hidden = !others.length;
  if (!told.length) return;
  $('flips').hidden = false;
  const item = words => {
    const f = byText.get(words);
    return el('li', {}, f ? button(words, 'open', () => comparePair(f.a, f.b), { title: 'Compare these two in every scenario' }) : words);
  };
  $('flip-lines').append(...told.slice(0, FLIPS_SHOWN).map(item));
  if (told.length > FLIPS_SHOWN) {
    $('more-flips').hidden = false;
    $('more-flips').firstElementChild.textContent = `${plain.format(told.length - FLIPS_SHOWN)} more`;
    // Written when they are asked for: there may be hundreds.
    $('more-flips').addEventListener('toggle', () => {
      if (!$('all-flips').childElementCount) $('all-flips').append(...told.slice(FLIPS_SHOWN).map(item));
    });
  }
}

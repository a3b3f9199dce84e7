/** A table with its controls: one finding at a time can be chosen, rows without findings left out. */
function sheet(article) {
  const find = css => article.querySelector(css), all = css => [...article.querySelectorAll(css)];
  const table = find('.published'), told = find('.told'), only = find('.filter');
  const pills = all('[data-choose]'), marked = all('[data-findings]');
  if (!only) return;
  let chosen;

  function tell() {
    const css = !table.classList.contains('only') ? '' : chosen ? '.here' : '.found';
    const shown = table.tBodies[0].querySelectorAll('tr' + css).length, cells = all('.marked .here').length;
    told.textContent = `${digits.format(shown)} of ${table.dataset.rows} rows are shown` + (chosen ? `; ${digits.format(cells)} ${cells === 1 ? 'cell is' : 'cells are'} marked: ${chosen.title}.` : '.');
  }

  function choose(pill) {
    chosen = pill;
    for (const other of pills) other.setAttribute('aria-pressed', other === pill);
    table.classList.toggle('chosen', Boolean(pill));
    for (const row of all('tr.here')) row.classList.remove('here');
    for (const cell of marked) {
      const here = Boolean(pill) && cell.dataset.findings.split(' ').includes(pill.dataset.choose);
      cell.classList.toggle('here', here);
      if (here) cell.closest('tr').classList.add('here');
    }
    tell();
    const first = find('.marked .here');
    if (first) first.scrollIntoView({ block: 'center', inline: 'center', behavior: still.matches ? 'auto' : 'smooth' });
    return first;
  }

  for (const pill of pills) pill.addEventListener('click', () => choose(pill === chosen ? undefined : pill));
  for (const show of all('[data-show]')) {
    show.hidden = false;
    show.addEventListener('click', () => {
      const first = choose(pills.find(pill => pill.dataset.choose === show.dataset.show));
      if (first) first.focus({ preventScroll: true });
    });
  }
  // The row that a finding names is there to be seen, whatever was chosen before.
  for (const link of all('.finding a')) link.addEventListener('click', () => { if (chosen) choose(); });
  only.addEventListener('click', () => {
    only.setAttribute('aria-pressed', table.classList.toggle('only'));
    tell();
  });
  find('.controls').hidden = false;
  tell();
}

/** What a cell says is read out when it opens, and closes when one of its links is followed. */
function sayings() {
  const said = document.getElementById('said');
  document.addEventListener('toggle', event => {
    if (event.target.matches('.says')) said.textContent = event.newState === 'open' ? event.target.textContent : '';
  }, true);
  document.addEventListener('click', event => {
    const link = event.target.closest('.says a');
    if (link) link.closest('.says').hidePopover();
  });
}

/** Only a table that is wider than its place says that it scrolls. */
function hint(region) {
  const words = region.previousElementSibling;
  new ResizeObserver(() => { words.style.display = region.scrollWidth > region.clientWidth ? 'block' : 'none'; }).observe(region);
}

const digits = new Intl.NumberFormat('en');
const still = matchMedia('(prefers-reduced-motion: reduce)');
document.querySelectorAll('.sheet').forEach(sheet);
sayings();
document.querySelectorAll('[role=region]').forEach(hint);

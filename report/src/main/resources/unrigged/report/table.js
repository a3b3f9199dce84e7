const rowsByStack = new Map();

function drawTable() {
  const toggle = (words, get, set) => {
    const node = button(words, 'filter', () => { set(!get()); changed(['table']); });
    view(['table', 'all'], () => node.setAttribute('aria-pressed', get()));
    return node;
  };
  $('table-controls').replaceChildren(
    toggle('intervals', () => state.intervals, on => { state.intervals = on; }),
    toggle('all columns', () => state.wide, on => { state.wide = on; }),
    ...(editions.length ? [menu('edition', 'Published edition', [['', 'none'], ...editions.map(e => [e.id, e.title])], value => { state.edition = value; changed(['table']); })] : []));
  view(['scenario', 'reference', 'filter', 'table', 'all'], smooth => {
    if (editions.length) $('edition').value = state.edition;
    $('table').classList.toggle('wide', state.wide);
    drawHead();
    $('caption').replaceChildren(el('span', {}, caption()));
    drawBody(smooth);
  });
}

function caption() {
  const s = state.scenario.scenario, parts = [`${s}: throughput as a multiple of ${nameOf(state.reference)}; latency of all answers; resources of the application. ${anyFailed || !everyRow.length ? '' : 'No request failed. '}A name opens all figures, a column’s title sorts.`];
  if (edition()) {
    const correlation = (edition().correlation || {})[s];
    parts.push(correlation ? `Rank correlation with “${edition().title}”: ${fig(correlation[0])} (95 % interval ${fig(correlation[1])}–${fig(correlation[2])}).` : `“${edition().title}” has no rank correlation with this scenario.`);
  }
  return parts.join(' ');
}

function drawHead() {
  $('table').tHead.replaceChildren(el('tr', {}, ...columnsNow().map(column => {
    const title = button(el('b', {}, column.title), undefined, () => sortBy(column));
    if (column.unit) title.append(small(column.unit));
    return el('th', { scope: 'col', class: column.text ? undefined : 'num', 'data-key': column.key, 'aria-sort': column.key === state.sort ? state.direction : undefined }, title);
  })));
}

function sortBy(column) {
  const first = column.text || column.up ? 'ascending' : 'descending';
  const other = first === 'ascending' ? 'descending' : 'ascending';
  state.direction = state.sort === column.key && state.direction === first ? other : first;
  state.sort = column.key;
  changed(['table']);
  say(`Sorted by ${column.title}, ${state.direction}.`);
  const head = [...$('table').tHead.rows[0].cells].find(th => th.dataset.key === column.key);
  head.firstChild.focus({ preventScroll: true });
}

/** Rows without the figure come last, whichever way the others go. */
function sorted(rows, column, direction) {
  const sign = direction === 'ascending' ? 1 : -1, missing = v => v === undefined || v === '';
  return [...rows].sort((a, b) => {
    const x = column.value(a), y = column.value(b);
    if (missing(x) || missing(y)) return missing(x) - missing(y) || a.stack.localeCompare(b.stack);
    return sign * (column.text ? x.localeCompare(y) : x - y) || a.stack.localeCompare(b.stack);
  });
}

function rowCells(row, columns) {
  if (!row.why) return columns.map(c => c.cell(row));
  return [...columns.slice(0, NAME_COLUMNS).map(c => c.cell(row)), el('td', { class: 'why', colspan: columns.length - NAME_COLUMNS }, el('span', {}, row.why))];
}

/** Rows keep their elements, so that one sees them move: first, last, invert, play. */
function drawBody(smooth) {
  const body = $('table').tBodies[0], moving = smooth && !still();
  const before = new Map(moving ? [...rowsByStack].filter(([, tr]) => tr.isConnected).map(([stack, tr]) => [stack, tr.getBoundingClientRect().top]) : []);
  const columns = columnsNow(), column = COLUMNS.find(c => c.key === state.sort);
  const trs = sorted(state.scenario.rows.filter(isShown), column, state.direction).map(row => {
    const tr = rowsByStack.get(row.stack) || el('tr', { 'data-stack': row.stack });
    rowsByStack.set(row.stack, tr);
    tr.className = row.stack === state.reference ? 'base' : '';
    tr.replaceChildren(...rowCells(row, columns));
    return tr;
  });
  const top = moving ? body.getBoundingClientRect().top : 0;
  body.replaceChildren(...trs);
  if (!moving) return;
  const shift = body.getBoundingClientRect().top - top;
  const moved = trs.map(tr => before.has(tr.dataset.stack) ? before.get(tr.dataset.stack) + shift - tr.getBoundingClientRect().top : 0);
  trs.forEach((tr, i) => {
    if (moved[i]) tr.animate([{ transform: `translateY(${moved[i]}px)` }, { transform: 'none' }], { duration: SMOOTHLY_MS, easing: 'cubic-bezier(.3,.7,.2,1)' });
  });
}

const COLUMNS = [
  { key: 'framework', title: 'Framework', text: true, value: r => r.framework.toLowerCase() },
  { key: 'server', title: 'Server', text: true, value: r => r.server.toLowerCase() },
  { key: 'type', title: 'Type', text: true, value: r => r.type },
  { key: 'workers', title: 'Workers', value: r => r.workers },
  ...data.metrics.flatMap(metricColumns),
  { key: 'findings', title: 'Warnings', value: r => r.why ? undefined : r.findings.filter(f => f.severity !== 'not observable').length },
];

const rowsByStack = new Map();

/** A ratio has a column for its verdict beside its own. Of counts the largest come first, whichever way is better. */
function metricColumns(m) {
  const own = { key: m.key, title: m.title, unit: m.note, value: r => r[m.key], up: m.lowerIsBetter && m.shape !== 'COUNT' };
  return m.verdict ? [own, { key: m.verdict, title: 'Verdict', text: true, value: r => r[m.verdict] }] : [own];
}

function drawHead(state, onSort) {
  const head = el('tr');
  for (const column of COLUMNS) {
    const button = el('button', { type: 'button' }, el('b', {}, column.title), ...(column.unit ? [el('small', {}, column.unit)] : []));
    button.addEventListener('click', () => onSort(column));
    head.append(el('th', { scope: 'col', class: column.text ? undefined : 'num', 'data-key': column.key }, button));
  }
  $('table').tHead.replaceChildren(head);
}

function interval(row, name) {
  const ends = row[name + 'Interval'];
  return ends ? fig(ends[0]) + '–' + fig(ends[1]) : row[name + 'IntervalWhy'];
}

/** The reason for a missing figure, short in the cell and whole on hover and in the warnings. */
function absent(word, why) {
  return el('small', { title: why }, word);
}

function cpuBar(row, most) {
  const bar = el('span', { class: 'mini', 'aria-hidden': 'true' });
  for (const tier of TIERS) {
    const part = el('span');
    part.style.width = 100 * (row.cpuMsPerRequest[tier] || 0) / most + '%';
    part.style.background = `var(--${tier})`;
    bar.append(part);
  }
  bar.title = TIERS.filter(t => row.cpuMsPerRequest[t] !== undefined).map(t => t + ' ' + fig(row.cpuMsPerRequest[t])).join(', ') + ' ms';
  return bar;
}

function warnings(row, scenario) {
  const cell = el('td', { class: 'num' });
  for (const [severity, css] of Object.entries(SEVERITIES)) {
    const found = row.findings.filter(f => f.severity === severity);
    if (!found.length || severity === 'not observable') continue;
    const button = el('button', { type: 'button', class: 'chip ' + css }, plural(found.length, shown(severity), shown(severity) + 's'));
    button.addEventListener('click', () => showFindings(row, scenario));
    cell.append(button);
  }
  if (!cell.children.length) cell.append(absent(row.findings.length ? 'not all observable' : 'none'));
  return cell;
}

function showFindings(row, scenario) {
  $('dialog-title').textContent = label(row) + ' in ' + scenario.scenario;
  $('dialog-body').replaceChildren(...row.findings.map(f => finding(f, [el('p', {}, f.evidence)])));
  $('dialog').showModal();
}

function cells(row, scenario, mostCpu) {
  const name = el('th', { scope: 'row' }, el('span', { class: 'name' }, mark(row), el('span', {}, framework(row), el('small', { class: 'narrow' }, row.server))));
  const first = [name, el('td', {}, row.server), el('td', { class: 'type' }, row.type), el('td', { class: 'num' }, row.workers === undefined ? '–' : String(row.workers))];
  if (row.why) return [...first, el('td', { class: 'why', colspan: COLUMNS.length - 4 }, el('span', {}, row.why))];
  return [...first, ...data.metrics.flatMap(m => metricCells(row, m, mostCpu)), warnings(row, scenario)];
}

const num = (...content) => el('td', { class: 'num' }, ...content);

/** What some metrics show below their figure. */
const DETAILS = {
  failed: row => row.failed ? [el('small', {}, percent(row.failed / (row.ok + row.failed)))] : [],
  cpuMsPerRequestTotal: (row, mostCpu) => [cpuBar(row, mostCpu)],
  pssMiBTotal: row => [el('small', {}, 'app ' + fig((row.pssMiB || {}).app))],
};

/** From the best to the worst place that the verdicts on all pairs leave the row, all rows' together with 95 %. */
function ranks(row, m) {
  if (m.verdict !== 'verdict' || !row.rankSet) return [];
  const [best, worst] = row.rankSet;
  return [el('small', {}, 'rank ' + (best === worst ? best : best + '–' + worst))];
}

function metricCells(row, m, mostCpu) {
  const value = row[m.key], detail = value === undefined || !DETAILS[m.key] ? [] : DETAILS[m.key](row, mostCpu);
  const missing = () => num(absent('–', row[m.why]));
  switch (m.shape) {
    case 'RATIO': return [
      value === undefined ? missing() : num(el('span', { class: 'ratio' }, fig(value) + '×'),
        el('small', {}, row[m.verdict] === 'baseline' ? 'by definition' : row[m.key + 'Interval'] ? interval(row, m.key) : 'no interval yet'), ...detail),
      el('td', {}, el('span', { class: 'word ' + (row[m.verdict] || '') }, shown(row[m.verdict] || '–')), ...ranks(row, m))];
    case 'RANGE': return [value === undefined ? missing() : num(fig(value), el('small', {}, fig(row[m.key + 'Min']) + '–' + fig(row[m.key + 'Max'])), ...detail)];
    case 'PERCENTILE': return [num(value === undefined ? absent('unresolved', row[m.why]) : fig(value), ...(row[m.key + 'Interval'] ? [el('small', {}, interval(row, m.key))] : []), ...detail)];
    case 'COUNT': return [num(value === undefined ? absent('not observed') : m.grouped ? plain.format(value) : String(value), ...detail)];
    default: return [num(value === undefined ? (m.perAnswer ? '–' : absent('not observed')) : fig(value), ...detail)];
  }
}

/** Rows without the figure come last, whichever way the others go. */
function sorted(rows, column, direction) {
  const sign = direction === 'ascending' ? 1 : -1;
  return [...rows].sort((a, b) => {
    const x = column.value(a), y = column.value(b);
    if (x === undefined || y === undefined) return (x === undefined) - (y === undefined) || a.stack.localeCompare(b.stack);
    return sign * (column.text ? x.localeCompare(y) : x - y) || a.stack.localeCompare(b.stack);
  });
}

/** Rows keep their elements, so that one sees them move: first, last, invert, play. */
function drawBody(scenario, state) {
  const body = $('table').tBodies[0];
  const before = new Map([...rowsByStack].map(([stack, tr]) => [stack, tr.isConnected ? tr.getBoundingClientRect().top : undefined]));
  const mostCpu = Math.max(...scenario.rows.map(r => r.cpuMsPerRequestTotal || 0), 1e-9);
  const column = COLUMNS.find(c => c.key === state.sort);
  const trs = sorted(scenario.rows, column, state.direction).map(row => {
    const tr = rowsByStack.get(row.stack) || el('tr', { 'data-stack': row.stack });
    rowsByStack.set(row.stack, tr);
    tr.className = row.stack === result.baseline ? 'base' : '';
    tr.replaceChildren(...cells(row, scenario, mostCpu));
    return tr;
  });
  body.replaceChildren(...trs);
  for (const th of $('table').tHead.rows[0].cells) {
    if (th.dataset.key === state.sort) th.setAttribute('aria-sort', state.direction);
    else th.removeAttribute('aria-sort');
  }
  if (still()) return;
  for (const tr of trs) {
    const was = before.get(tr.dataset.stack);
    const moved = was === undefined ? 0 : was - tr.getBoundingClientRect().top;
    if (moved) tr.animate([{ transform: `translateY(${moved}px)` }, { transform: 'none' }], { duration: 550, easing: 'cubic-bezier(.3,.7,.2,1)' });
  }
}

const num = (...content) => el('td', { class: 'num' }, ...content);
const small = words => el('small', {}, words);

/** The reason for a missing figure, short in the cell and whole on hover and in the warnings. */
const absent = (word, why) => el('small', { title: why }, word);

const editions = data.published || [];
const anyFailed = everyRow.some(r => r.failed > 0);
const edition = () => editions.find(e => e.id === state.edition);

const COLUMNS = [
  { key: 'framework', title: 'Framework', text: true, value: r => r.framework.toLowerCase(), cell: nameCell },
  { key: 'server', title: 'Server', text: true, value: r => r.server.toLowerCase(), cell: r => el('td', {}, r.server) },
  { key: 'type', title: 'Type', text: true, value: r => r.type, cell: r => el('td', { title: r.type }, state.wide ? r.type : r.type.split(' / ').pop()) },
  { key: 'driver', title: 'Driver', text: true, value: r => r.driver || '', cell: r => el('td', {}, r.driver || '–') },
  { key: 'workers', title: 'Workers', value: r => r.workers, cell: r => num(r.workers === undefined ? '–' : String(r.workers)) },
  ...data.metrics.flatMap(metricColumns),
  { key: 'findings', title: 'Warnings', value: r => r.why ? undefined : r.findings.filter(f => f.severity !== 'not observable').length, cell: warnings },
];
const NAME_COLUMNS = 5;

/** Columns of the table as it is now; the others are in the list of all. */
const columnsNow = () => COLUMNS.filter(c => (state.wide || !c.wide) && (!c.when || c.when()));

function nameCell(row) {
  const own = distinctions.get(row.stack);
  const open = button(row.framework, 'open', () => openCell(row.stack), { title: 'All figures of ' + label(row) });
  return el('th', { scope: 'row' }, el('span', { class: 'name' }, mark(row), el('span', {}, open, el('small', { class: 'narrow' }, [row.server, own || row.driver].filter(Boolean).join(', ')))));
}

/** What the page needs to know of a metric it is told with the data. Of counts the largest come first, whichever way is better. */
function metricColumns(m) {
  const own = { key: m.key, title: m.title, unit: m.note, value: r => r[m.key], up: m.lowerIsBetter && m.shape !== 'COUNT', cell: row => metricCell(row, m) };
  if (m.shape === 'BY_TIER') return [applicationColumn(m, own), { ...own, title: m.title + ' all tiers', wide: true }];
  if (m.key === 'failed') return [{ ...own, when: () => state.wide || anyFailed }];
  if (m.shape === 'RANGE') return [{ ...own, wide: true }];
  if (m.verdict !== 'verdict') return [own];
  return [
    { ...own, unit: '×\u00a0reference', value: r => comparison(state.scenario, r).ratio, cell: ratioCell },
    { key: 'published', title: 'Published', unit: '×\u00a0reference', when: () => Boolean(edition()), value: r => publishedRatio(r.stack), cell: r => num(times(publishedRatio(r.stack))) },
    { key: m.verdict, title: 'Verdict', text: true, value: r => comparison(state.scenario, r).verdict, cell: verdictCell },
    { key: 'rank', title: 'Rank', unit: 'set', up: true, when: () => everyRow.some(r => r.rankSet), value: r => r.rankSet && r.rankSet[0] + r.rankSet[1] / 1000, cell: r => num(rankWords(r) || '–') },
  ];
}

/** The application's share before that of all tiers, which the generator and the database are part of. */
function applicationColumn(m, own) {
  const part = m.key.replace(/Total$/, '');
  const value = r => (r[part] || {}).app;
  return { ...own, key: part + '.app', title: 'App ' + m.title, value, cell: r => num(value(r) === undefined ? absent('–', r[m.why]) : fig(value(r)), ...interval((r[part + 'Interval'] || {}).app)) };
}

const interval = bounds => state.intervals && bounds ? [small(fig(bounds[0]) + '–' + fig(bounds[1]))] : [];

/** Of the published edition, as multiples of the chosen reference stack. */
function publishedRatio(stack) {
  const ratios = edition() ? edition().ratios : {};
  return ratios[stack] && ratios[state.reference] ? ratios[stack] / ratios[state.reference] : undefined;
}

function ratioCell(row) {
  const c = comparison(state.scenario, row);
  if (c.ratio === undefined) return num(absent('–', c.why));
  const words = c.verdict === 'baseline' ? 'by definition' : ends(c) || row.throughputRatioIntervalWhy || 'no interval';
  return num(el('span', { class: 'ratio' }, times(c.ratio)), ...(state.intervals ? [small(words)] : []));
}

function verdictCell(row) {
  const verdict = comparison(state.scenario, row).verdict;
  return el('td', {}, el('span', { class: 'word ' + (verdict || '') }, shown(verdict || '–')));
}

function metricCell(row, m) {
  const value = row[m.key], bounds = interval(row[m.key + 'Interval']);
  switch (m.shape) {
    case 'RANGE': return num(value === undefined ? absent('–', row[m.why]) : fig(value), ...(value === undefined ? [] : interval([row[m.key + 'Min'], row[m.key + 'Max']])));
    case 'PERCENTILE': return num(value === undefined ? absent('unresolved', row[m.why]) : fig(value), ...bounds);
    case 'COUNT': return num(value === undefined ? absent('not observed') : m.grouped ? plain.format(value) : String(value), ...(m.key === 'failed' && value ? [small(percent(value / (row.ok + value)))] : []));
    default: return num(value === undefined ? absent(m.perAnswer ? '–' : 'not observed', row[m.why]) : fig(value), ...bounds);
  }
}

function warnings(row) {
  const cell = el('td', { class: 'num' });
  for (const [severity, css] of Object.entries(SEVERITIES)) {
    const found = row.findings.filter(f => f.severity === severity);
    if (!found.length || severity === 'not observable') continue;
    cell.append(button(plural(found.length, shown(severity), shown(severity) + 's'), 'chip ' + css, () => openCell(row.stack)));
  }
  if (!cell.children.length) cell.append(absent(row.findings.length ? 'not all observable' : '–'));
  return cell;
}

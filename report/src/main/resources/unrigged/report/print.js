/** On paper every scenario has its table with all columns and intervals; they are made when somebody prints. */
function drawPrint() {
  addEventListener('beforeprint', () => {
    const { wide, intervals, scenario } = state;
    Object.assign(state, { wide: true, intervals: true });
    const columns = columnsNow();
    $('print').replaceChildren(...result.scenarios.map(s => {
      // The cells of a column speak of the state's scenario.
      state.scenario = s;
      const rows = sorted(s.rows, COLUMNS.find(c => c.key === 'throughputRatio'), 'descending');
      const heads = columns.map(c => el('th', { scope: 'col', class: c.text ? undefined : 'num' }, c.title, ...(c.unit ? [small(c.unit)] : [])));
      return el('section', {}, el('h3', {}, scenarioWords(s)), el('p', {}, settingsOf(s).map(one => `${one.title} ${levels(one)}`).join(' · ')),
        el('table', {}, el('thead', {}, el('tr', {}, ...heads)), el('tbody', {}, ...rows.map(r => el('tr', {}, ...rowCells(r, columns))))));
    }));
    Object.assign(state, { wide, intervals, scenario });
  });
  addEventListener('afterprint', () => $('print').replaceChildren());
}

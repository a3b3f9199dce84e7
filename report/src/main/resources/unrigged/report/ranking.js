/** With fewer blocks the verdicts on all pairs leave almost every place open. */
const hasRanks = everyRow.some(r => r.rankSet);

/** By throughput, of open loops by P50. */
const ranked = (scenario, row) => offeredRate(scenario) ? latencyComparison(scenario, row) : comparison(scenario, row);

/** The chosen scenario's stacks by their ratio to the reference stack, the same axis in every scenario. */
function drawRanking() {
  const one = chart('ranking', 'Ranking', 'ranking');
  const rows = new RatioRows(one, { onOpen: openCell, moveMs: SMOOTHLY_MS });
  let extent, of;
  view(['scenario', 'reference', 'filter', 'pair', 'all'], smooth => {
    if (of !== state.reference) {
      of = state.reference;
      extent = ratioExtent(result.scenarios.flatMap(s => measuredRows(s).flatMap(r => {
        const c = ranked(s, r);
        return [c.ratio, c.low, c.high];
      })));
    }
    const items = rankingItems(state.scenario), left = items.filter(i => isShown(i.row));
    rows.draw(left, extent, smooth, [hasRanks ? 'rank' : 'order', 'driver', 'ratio', '95 % interval']);
    one.told.textContent = rankingCaption(items.length - left.length);
    one.picture.setAttribute('aria-label', `Ranking in ${state.scenario.scenario}; the table below has the same figures.`);
  });
}

function rankingItems(scenario) {
  const open = offeredRate(scenario), places = placesIn(scenario);
  const items = scenario.rows.map(row => {
    const c = ranked(scenario, row);
    return {
      row, c, dots: open ? [] : blockRatios(scenario, row).map(b => b.ratio),
      rank: rankWords(row) || (places.has(row.stack) ? String(places.get(row.stack)) : ''),
      aside: c.ratio > 0 ? (differs(c.verdict) || !c.verdict ? '' : shown(c.verdict)) : '',
      why: row.why ? 'no figures' : `${noRatio(c)}${c.why ? ': ' + c.why : ''}`,
    };
  });
  if (!open) return items.sort((x, y) => (y.c.ratio || 0) - (x.c.ratio || 0));
  items.sort((x, y) => (x.c.ratio || Infinity) - (y.c.ratio || Infinity));
  return items.map((item, i) => ({ ...item, rank: item.c.ratio > 0 ? String(i + 1) : '' }));
}

function rankingCaption(hidden) {
  const own = state.reference === result.baseline;
  const intervals = own ? (result.slices ? '95 % interval, that of the verdict.' : '95 % interval.')
    : pairLists.size ? '95 % interval of the pair alone.' : 'no intervals but those with the run’s own reference stack.';
  const filtered = hidden ? plural(hidden, 'stack is', 'stacks are') + ' filtered out.' : '', open = offeredRate(state.scenario);
  if (open) return `An open loop of ${level(open)} requests per second, the same for all stacks: P50 as a multiple of that of ${nameOf(state.reference)}, the lowest first; below 1× is faster. ${own ? 'Line: 95 % interval, that of the verdict. ' : ''}Shaded: ±5 %, a tie. ${filtered}`;
  return [
    `Throughput as a multiple of ${nameOf(state.reference)}. Line: ${intervals} Small dots: blocks. Shaded: ±5 %, a tie.`,
    hasRanks ? 'Rank: from the best to the worst place that the verdicts on all pairs leave.' : result.slices ? 'Order: by the ratios alone; from eight blocks on it is a set of ranks.' : 'Order: by the ratios alone.',
    state.b === undefined ? '' : `Marked rows: ${nameOf(state.a)} and ${nameOf(state.b)}, compared below.`,
    filtered,
  ].filter(Boolean).join(' ');
}

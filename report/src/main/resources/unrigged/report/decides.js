const DECIDES_PITCH = 26;

/** Of a claim: what each setting has to do with it, the largest part first, and its limits in words. */
function drawDecides() {
  const claim = data.claim;
  if (!claim) return;
  // Of a claim the two stacks are what it is about.
  $('what-if').before($('pair-section'));
  $('limits').hidden = false;
  $('limits').replaceChildren(...claim.limits.map(words => el('li', {}, words)));
  const found = claim.contributions;
  const parts = found
    ? found.each.map(c => ({ factor: c.factor, at: c.timesRatio, from: 1, interval: c.interval, words: times(c.timesRatio) }))
    : claim.attribution.map(a => ({ factor: a.factor, at: a.share, from: 0, interval: a.interval, words: percent(a.share) }));
  if (!parts.length) return;
  const one = chart('decides', found ? 'What each setting contributes' : 'Which settings decide', 'settings-that-decide');
  setText(one.told, found
    ? `From ${found.from} to ${found.to}: what the change of each setting multiplies the ratio by, over all orders in which they can be changed (Shapley values). Line: 95 % interval.`
    : 'Shares of the variation of the ratio over all universes (Shapley values of the variance). Line: 95 % interval.');
  view(['all'], () => drawTornado(one, parts, Boolean(found)));
}

function drawTornado(one, parts, isFactor) {
  const left = Math.min(190, one.width * .34), right = one.width - 70, height = 26 + parts.length * DECIDES_PITCH;
  resize(one, height);
  const values = parts.flatMap(p => [p.at, p.from, ...(p.interval || [])]);
  const scale = isFactor ? ratioScale(ratioExtent(values), left, right) : d3.scaleLinear().domain([Math.min(0, d3.min(values)), Math.max(1, d3.max(values))]).range([left, right]);
  const axis = svg('g', { class: 'axis', transform: 'translate(0 22)' });
  drawAxis(axis, scale, height - 24, isFactor ? v => short(v) + '×' : v => plain.format(100 * v) + ' %', isFactor);
  one.picture.replaceChildren(axis, ...parts.map((p, i) => {
    const y = 26 + (i + .5) * DECIDES_PITCH, [x1, x2] = d3.extent([scale(p.from), scale(p.at)]);
    return svg('g', { role: 'img', 'aria-label': `${p.factor}: ${p.words}` },
      text(0, y + 4, p.factor.replaceAll('_', ' '), 'name'),
      svg('rect', { class: 'level', x: x1, y: y - 7, width: Math.max(x2 - x1, 1), height: 14, rx: 2, 'fill-opacity': .45 }),
      ...(p.interval ? [line(scale(p.interval[0]), scale(p.interval[1]), y, 'var(--ink)', 1.5)] : []),
      text(one.width, y + 4, p.words, 'value', 'end'));
  }));
}

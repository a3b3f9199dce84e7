/** Where the columns of a dot plot are. On a narrow screen the name has a line of its own above the dots. */
function ratioColumns(width) {
  if (width < 640) return { narrow: true, width, pitch: 40, dots: 27, words: 13, rank: 26, mark: 40, name: 52, nameRoom: width - 174, left: 34, right: width - 8, value: width - 74, ends: width, endsAnchor: 'end' };
  const wide = width >= 900, driver = 64 + Math.min(Math.max(widest(stacks.map(nameOf)), 130), wide ? 300 : 220) + 12;
  const left = driver + (wide ? 24 + widest(stacks.map(s => rowOf.get(s).driver || ''), 400, 12) : 12), right = width - 228;
  return { narrow: false, width, pitch: 22, dots: 11, words: 15, rank: 36, mark: 52, name: 64, nameRoom: driver - 72, driver: wide ? driver : undefined, left, right, value: width - 166, ends: width - 158, endsAnchor: 'start', word: width };
}

/**
 * Rows of a dot plot of ratios, one for each stack. A row keeps its elements when the figures change, so that one sees it move; what is
 * equal is not set again, so that a slider's frame stays short.
 */
class RatioRows {
  constructor(one, { onOpen, moveMs }) {
    this.chart = one;
    this.onOpen = onOpen;
    this.moveMs = moveMs;
    this.tie = svg('rect');
    this.axis = svg('g', { class: 'axis' });
    this.heads = svg('g', { class: 'heads' });
    this.items = svg('g');
    this.rows = new Map();
    one.picture.append(this.tie, this.axis, this.heads, this.items);
  }

  /** Items, the best first: {row, rank, c, dots, ring, aside, why}; c is a comparison, dots are ratios of blocks, ring is a measured ratio. */
  draw(items, extent, smooth, heads) {
    const columns = ratioColumns(this.chart.width), height = 26 + items.length * columns.pitch + 4;
    const scale = ratioScale(extent, columns.left, columns.right);
    this.frame(columns, scale, height, heads);
    const order = items.map(i => i.row.stack);
    for (const [stack, parts] of this.rows) if (!order.includes(stack)) { parts.group.remove(); this.rows.delete(stack); }
    for (const { row } of items) if (!this.rows.has(row.stack)) this.rows.set(row.stack, this.build(row));
    this.arrange(order);
    items.forEach((item, i) => this.update(this.rows.get(item.row.stack), item, 26 + i * columns.pitch, columns, scale, smooth && !still() ? this.moveMs : 0));
  }

  /** The axis and the headings, when the size or the range changed. */
  frame(columns, scale, height, heads) {
    const key = [columns.width, height, ...scale.domain(), ...heads].join();
    if (key === this.drawn) return;
    this.drawn = key;
    resize(this.chart, height);
    setAll(this.tie, tieBand(scale, 24, height - 26));
    this.axis.setAttribute('transform', 'translate(0 22)');
    drawAxis(this.axis, scale, height - 24, v => short(v) + '×', true);
    const [rank, driver, value, interval, aside] = heads;
    this.heads.replaceChildren(...(columns.narrow ? [] : [
      text(columns.rank, 14, rank, 'dim', 'end'), text(columns.name, 14, 'stack', 'dim'),
      ...(columns.driver ? [text(columns.driver, 14, driver, 'dim')] : []),
      text(columns.value, 14, value, 'dim', 'end'), text(columns.ends, 14, interval, 'dim'), ...(aside ? [text(columns.word, 14, aside, 'dim', 'end')] : [])]));
  }

  /** In the order that is seen, for those who go through it by keyboard. */
  arrange(order) {
    if ([...this.rows.keys()].join('\n') === order.join('\n')) return;
    const focused = document.activeElement;
    this.rows = new Map(order.map(stack => [stack, this.rows.get(stack)]));
    this.items.append(...[...this.rows.values()].map(parts => parts.group));
    if (focused && this.items.contains(focused)) focused.focus({ preventScroll: true });
  }

  build(row) {
    const colour = typeOf(row).colour;
    const point = svg('g', {}, markAt(row, 0, 0, 11));
    const parts = {
      hit: svg('rect', { class: 'hit', x: 0 }), rank: text(0, 0, '', 'rank', 'end'), mark: svg('g', {}, markAt(row, 0, 0, 11)),
      name: text(0, 0, '', 'name'), driver: text(0, 0, row.driver || '', 'dim'), dots: svg('g', { class: 'dots', fill: colour }),
      line: svg('path', { d: 'M0 0H1', class: 'interval', stroke: colour, 'vector-effect': 'non-scaling-stroke' }),
      point, ring: svg('circle', { class: 'ring', r: 7.5 }), value: text(0, 0, '', 'value', 'end'), ends: text(0, 0, '', 'dim'), word: text(0, 0, '', 'word', 'end'), why: text(0, 0, '', 'dim'),
      title: svg('title'),
    };
    parts.group = svg('g', { class: 'item', 'data-stack': row.stack }, ...Object.values(parts));
    pressable(parts.group, () => this.onOpen(row.stack));
    this.items.append(parts.group);
    return parts;
  }

  update(parts, item, y, columns, scale, moveMs) {
    const { row, c } = item, has = c.ratio > 0;
    put(parts.group, 0, y, moveMs);
    setAll(parts.hit, { width: columns.width, height: columns.pitch });
    setAll(parts.rank, { x: columns.rank, y: columns.words });
    setText(parts.rank, item.rank);
    put(parts.mark, columns.mark, columns.narrow ? 9 : columns.dots, 0);
    setAll(parts.name, { x: columns.name, y: columns.words });
    setText(parts.name, fitted(label(row), columns.nameRoom));
    setAll(parts.driver, { x: columns.driver || 0, y: columns.words, display: columns.driver ? 'inline' : 'none' });
    setAll(parts.group, { class: 'item' + (row.stack === state.a || row.stack === state.b ? ' paired' : '') });
    for (const one of ['line', 'point', 'dots', 'ring']) setAll(parts[one], { display: has && (one !== 'ring' || item.ring > 0) && (one !== 'line' || c.low !== undefined) ? 'inline' : 'none' });
    if (has) this.place(parts, item, columns, scale, moveMs);
    this.words(parts, item, columns, scale);
  }

  place(parts, { c, dots, ring }, columns, scale, moveMs) {
    put(parts.point, scale(c.ratio), columns.dots, moveMs);
    if (c.low !== undefined) put(parts.line, scale(c.low), columns.dots, moveMs, scale(c.high) - scale(c.low));
    if (ring > 0) put(parts.ring, scale(ring), columns.dots, moveMs);
    if (!dots) return;
    while (parts.dots.childElementCount > dots.length) parts.dots.lastChild.remove();
    while (parts.dots.childElementCount < dots.length) parts.dots.append(svg('circle', { r: 1.7 }));
    dots.forEach((v, i) => put(parts.dots.children[i], scale(v), columns.dots, moveMs));
  }

  words(parts, item, columns, scale) {
    const { row, c } = item, has = c.ratio > 0;
    setAll(parts.value, { x: columns.value, y: columns.words });
    setText(parts.value, has ? times(c.ratio) : '–');
    setAll(parts.ends, { x: columns.ends, y: columns.words, 'text-anchor': columns.endsAnchor });
    const interval = ends(c) || (has && c.verdict !== 'baseline' ? 'no interval' : '');
    setText(parts.ends, interval);
    setAll(parts.word, { x: columns.word || 0, y: columns.words, display: columns.word ? 'inline' : 'none' });
    setText(parts.word, item.aside || '');
    setAll(parts.why, { x: scale(1) + 8, y: columns.dots + 4, display: has ? 'none' : 'inline' });
    setText(parts.why, has ? '' : item.why || '');
    const said = `${label(row)}${row.driver ? ', driver ' + row.driver : ''}: ${has ? times(c.ratio) : item.why || 'no ratio'}${interval ? ', ' + interval : ''}${c.verdict ? ', ' + shown(c.verdict) : ''}${item.rank ? ', rank ' + item.rank : ''}`;
    setText(parts.title, said);
    setAll(parts.group, { 'aria-label': said + '. Opens all figures.' });
  }
}

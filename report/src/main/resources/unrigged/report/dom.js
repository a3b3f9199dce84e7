const data = JSON.parse(document.getElementById('data').textContent);
const result = data.result;
/** Slices and percentiles of a row come apart from its figures. */
for (const s of result.scenarios) for (const row of s.rows) Object.assign(row, data.details[s.scenario][row.stack]);
const $ = id => document.getElementById(id);

/** An element; text is only ever set as text, never as markup. */
function el(name, attributes, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value !== undefined && value !== false) node.setAttribute(key, value === true ? '' : value);
  }
  node.append(...children.filter(c => c !== undefined));
  return node;
}

function svg(name, attributes, ...children) {
  const node = document.createElementNS('http://www.w3.org/2000/svg', name);
  setAll(node, attributes || {});
  node.append(...children.filter(c => c !== undefined));
  return node;
}

/** Attributes that changed only, as every one that is set costs a layout. */
function setAll(node, attributes) {
  for (const [key, value] of Object.entries(attributes)) {
    const words = String(value);
    if (value !== undefined && node.getAttribute(key) !== words) node.setAttribute(key, words);
  }
}

function setText(node, words) {
  if (node.textContent !== words) node.textContent = words;
}

function text(x, y, words, css, anchor) {
  return svg('text', { x, y, class: css, 'text-anchor': anchor }, words);
}

function button(words, css, onClick, attributes) {
  const node = el('button', { type: 'button', class: css, ...attributes }, words);
  node.addEventListener('click', onClick);
  return node;
}

/** A menu; options are pairs of value and words. */
function menu(id, words, options, onChange) {
  const select = el('select', { id }, ...options.map(([value, said]) => el('option', { value }, said)));
  select.addEventListener('change', () => onChange(select.value));
  return el('label', { class: 'menu' }, el('span', {}, words), select);
}

/** What acts like a button though it is none: by click, Enter and space. */
function pressable(node, onPress) {
  setAll(node, { tabindex: 0, role: 'button' });
  node.addEventListener('click', onPress);
  node.addEventListener('keydown', event => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    onPress(event);
  });
  return node;
}

/** Calls that come before the next frame become one, in it. */
function oncePerFrame(work) {
  let waiting = 0;
  return () => { waiting ||= requestAnimationFrame(() => { waiting = 0; work(); }); };
}

const reducedMotion = matchMedia('(prefers-reduced-motion: reduce)');
const still = () => reducedMotion.matches;
const say = words => { $('said').textContent = words; };

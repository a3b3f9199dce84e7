/** What a picture needs of the page's style to look the same without it. */
const KEPT = ['fill', 'fill-opacity', 'fill-rule', 'stroke', 'stroke-opacity', 'stroke-width', 'stroke-dasharray', 'stroke-linecap', 'stroke-linejoin',
  'paint-order', 'opacity', 'display', 'font-family', 'font-size', 'font-weight', 'font-style', 'text-anchor', 'vector-effect'];

/** The picture by itself, with its style in attributes and the page's colour behind it. */
function alone(picture, title) {
  const copy = picture.cloneNode(true);
  const sources = [picture, ...picture.querySelectorAll('*')], copies = [copy, ...copy.querySelectorAll('*')];
  sources.forEach((source, i) => {
    const style = getComputedStyle(source);
    for (const name of KEPT) copies[i].setAttribute(name, style.getPropertyValue(name));
    for (const name of ['class', 'style', 'tabindex', 'role', 'aria-label']) copies[i].removeAttribute(name);
  });
  const [, , width, height] = picture.getAttribute('viewBox').split(' ').map(Number);
  const back = svg('rect', { x: -16, y: -16, width: width + 32, height: height + 32, fill: getComputedStyle(document.body).backgroundColor });
  copy.prepend(svg('title', {}, title), back);
  setAll(copy, { xmlns: 'http://www.w3.org/2000/svg', width: width + 32, height: height + 32, viewBox: `-16 -16 ${width + 32} ${height + 32}` });
  return { words: new XMLSerializer().serializeToString(copy), width: width + 32, height: height + 32 };
}

function save(blob, name) {
  const address = URL.createObjectURL(blob);
  const anchor = el('a', { href: address, download: name });
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

function savePng({ words, width, height }, name) {
  const image = new Image(), scale = 2;
  image.addEventListener('load', () => {
    const canvas = el('canvas', { width: width * scale, height: height * scale });
    const drawing = canvas.getContext('2d');
    drawing.scale(scale, scale);
    drawing.drawImage(image, 0, 0, width, height);
    canvas.toBlob(blob => { if (blob) save(blob, name); }, 'image/png');
  });
  image.src = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(words);
}

/** Two buttons that save a picture as it is now. */
function saveButtons(picture, title, file) {
  const name = end => [result.run, file, state.scenario ? state.scenario.scenario : ''].filter(Boolean).join('-').replace(/[^\w.-]+/g, '_') + end;
  const as = (words, act) => button(words, 'quiet', act, { 'aria-label': `Save the chart “${title}” as ${words}` });
  return el('span', { class: 'save' },
    as('SVG', () => save(new Blob([alone(picture, title).words], { type: 'image/svg+xml' }), name('.svg'))),
    as('PNG', () => savePng(alone(picture, title), name('.png'))));
}

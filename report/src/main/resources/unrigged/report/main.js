/** Links within the page move the view without touching the address, which holds the state. */
function drawLinks() {
  for (const link of document.querySelectorAll('[data-to]')) {
    const target = $(link.dataset.to);
    link.hidden = target.hidden;
    link.addEventListener('click', event => {
      event.preventDefault();
      target.scrollIntoView({ behavior: still() ? 'auto' : 'smooth' });
      target.setAttribute('tabindex', '-1');
      target.focus({ preventScroll: true });
    });
  }
}

function drawAll() {
  measureCharts();
  for (const one of views) one.draw(false);
}

drawTop();
drawTrust();
if (result.scenarios.length) {
  recall();
  drawScenarios();
  drawReference();
  drawFilters();
  if (everyRow.length) drawRanking();
  drawWhatIf();
  drawDecides();
  drawPair();
  drawContributions();
  drawRegimeMap();
  drawTable();
  if (everyRow.length) {
    drawLatency();
    drawTiers();
    drawTuning();
  }
  drawRates();
  drawBump();
  drawFlips();
  drawCell();
  drawPrint();
  drawAll();
  addEventListener('hashchange', () => {
    // A link to a part of the page is no state.
    if (!location.hash.includes('=')) return;
    recall();
    for (const one of views) one.draw(true);
  });
  addEventListener('resize', oncePerFrame(drawAll));
} else {
  $('with-scenarios').hidden = true;
}
drawFindings();
drawFailures();
drawTime();
drawSources();
drawLinks();

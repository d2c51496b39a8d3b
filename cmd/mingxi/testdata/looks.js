(() => {
  const faults = new Set();
  const colour = css => { const n = css.match(/[\d.]+/g).map(Number); return n.length < 4 ? [...n.slice(0, 3), 1] : n; };
  const over = (a, b) => [0, 1, 2].map(i => a[i] * a[3] + b[i] * (1 - a[3])).concat(1);
  const light = c => { const [r, g, b] = c.map(v => v / 255 <= .03928 ? v / 255 / 12.92 : ((v / 255 + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b; };
  const contrast = (a, b) => (Math.max(light(a), light(b)) + .05) / (Math.min(light(a), light(b)) + .05);
  const ground = e => {
    const layers = [];
    for (; e; e = e.parentElement) layers.push(colour(getComputedStyle(e).backgroundColor));
    return layers.reduceRight((under, layer) => over(layer, under), [255, 255, 255, 1]);
  };
  const name = e => e.outerHTML.slice(0, 90).replace(/\s+/g, " ");
  const words = /[\p{L}\p{N}]/u;

  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const e = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || !e.checkVisibility() || e.closest("svg, option, meter")) continue;
    const c = contrast(over(colour(getComputedStyle(e).color), ground(e)), ground(e));
    if (c < 4.5) faults.add(`a contrast of ${c.toFixed(2)}: ${name(e)}`);
  }
  for (const e of document.querySelectorAll("a, button, input:not([type=hidden]), select, meter, progress")) {
    const said = e.getAttribute("aria-label") || (e.labels?.length ? e.labels[0].textContent : e.matches("a, button") ? e.textContent : "");
    if (!words.test(said)) faults.add(`has no words: ${name(e)}`);
    if (!e.matches("input, select") || !e.checkVisibility()) continue;
    const c = contrast(colour(getComputedStyle(e).borderTopColor), ground(e.parentElement));
    if (c < 3 && e.type !== "file") faults.add(`a frame with a contrast of ${c.toFixed(2)}: ${name(e)}`);
  }
  const wide = document.documentElement.scrollWidth;
  if (wide > innerWidth) faults.add(`is ${wide} pixels wide`);
  return [...faults];
})()

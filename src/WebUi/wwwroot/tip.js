// <span data-tip="...">: a text beside what the pointer or the focus is on; Escape hides it, and the pointer may go into it (WCAG 2.2, 1.4.13).
// <table data-roving>: Tab reaches one of its tips, the arrow keys lead to the others.
(() => {
  const tip = document.createElement('div');
  tip.className = 'tip';
  tip.hidden = true;
  // What it says stands in the page too, for those who have it read out.
  tip.setAttribute('aria-hidden', 'true');
  let shown = null;

  function show(target) {
    shown = target;
    if (!tip.isConnected) document.body.append(tip);
    tip.textContent = target.dataset.tip;
    tip.hidden = false;
    const [place, size] = [target.getBoundingClientRect(), tip.getBoundingClientRect()];
    const above = place.bottom + size.height + 8 > innerHeight && place.top > size.height + 8;
    tip.style.left = `${Math.max(8, Math.min(place.left, innerWidth - size.width - 8))}px`;
    tip.style.top = `${above ? place.top - size.height - 4 : place.bottom + 4}px`;
  }

  function hide() {
    shown = null;
    tip.hidden = true;
  }

  const targetOf = (event) => event.target instanceof Element ? event.target.closest('[data-tip]') : null;

  document.addEventListener('pointerover', (event) => {
    const target = targetOf(event);
    if (target) show(target);
    else if (shown && !tip.contains(event.target) && document.activeElement !== shown) hide();
  });
  document.addEventListener('focusin', (event) => {
    const target = targetOf(event);
    if (target) show(target);
    else hide();
  });
  document.addEventListener('scroll', hide, { capture: true, passive: true });

  const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

  function neighbour(target, [down, right]) {
    const cell = target.closest('td');
    const rows = [...cell.closest('tbody').rows];
    let [row, column] = [rows.indexOf(cell.parentElement) + down, cell.cellIndex + right];
    for (; rows[row]?.cells[column]; row += down, column += right) {
      const next = rows[row].cells[column].querySelector('[data-tip]');
      if (next) return next;
    }
    return null;
  }

  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && shown) {
      hide();
      return;
    }
    const target = targetOf(event);
    if (!steps[event.key] || !target?.closest('[data-roving]')) return;
    event.preventDefault();
    const next = neighbour(target, steps[event.key]);
    if (!next) return;
    target.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  });
})();

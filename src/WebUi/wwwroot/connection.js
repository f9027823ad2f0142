// While the connection to the dashboard is lost nothing on the page is live, and the head says so (Layout/LiveState.razor): the server cannot.
// A wall display has nobody who presses "reload": when the server has forgotten this page, or gave up on it, the page loads itself again.
(() => {
  const modal = document.getElementById('components-reconnect-modal');
  let waiting = false;

  async function reloadWhenServed() {
    if (waiting) return;
    waiting = true;
    for (;;) {
      try {
        const answer = await fetch('health/live', { cache: 'no-store' });
        if (answer.ok) { location.reload(); return; }
      } catch {
        // Still away.
      }
      await new Promise((resolve) => setTimeout(resolve, 2000));
    }
  }

  new MutationObserver(() => {
    const { classList } = modal;
    document.documentElement.toggleAttribute('data-lost', ['show', 'failed', 'rejected'].some((state) => classList.contains(`components-reconnect-${state}`)));
    if (classList.contains('components-reconnect-rejected') || classList.contains('components-reconnect-failed')) reloadWhenServed();
  }).observe(modal, { attributes: true, attributeFilter: ['class'] });
})();

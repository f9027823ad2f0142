// Tells the page that is open whether somebody can see it, so that it does not ask for news that nobody reads.
window.raaVisibility = (() => {
  let page = null;

  async function tell() {
    const told = page;
    try {
      await told?.invokeMethodAsync('OnVisibility', document.visibilityState === 'visible');
    } catch {
      // The connection is lost, or the page was left: then another one or none is told.
      if (told === page) setTimeout(() => { if (told === page) tell(); }, 3000);
    }
  }

  document.addEventListener('visibilitychange', tell);
  return {
    watch(next) {
      page = next;
      if (document.visibilityState !== 'visible') tell();
    },
    leave() { page = null; },
  };
})();

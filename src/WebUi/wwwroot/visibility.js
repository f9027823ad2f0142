// Tells the page that is open whether somebody can see it, so that it does not ask for news that nobody reads.
window.raaVisibility = (() => {
  let page = null;

  async function tell() {
    const told = page;
    try {
      await told?.invokeMethodAsync('OnVisibility', document.visibilityState === 'visible');
    } catch (failure) {
      if (told !== page) return;
      // Without a connection it is told later; otherwise the page was left.
      if (/connection/i.test(failure.message)) setTimeout(tell, 3000);
      else page = null;
    }
  }

  document.addEventListener('visibilitychange', tell);
  return {
    watch(next) {
      page = next;
      if (document.visibilityState !== 'visible') tell();
    },
  };
})();

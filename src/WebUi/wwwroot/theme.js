// Runs before the first paint, so that a dark page never flashes light. The choice is kept in the browser.
(() => {
  const key = 'raa-theme';
  const system = matchMedia('(prefers-color-scheme: dark)');
  const apply = () => {
    document.documentElement.dataset.theme = localStorage.getItem(key) ?? (system.matches ? 'dark' : 'light');
    window.dispatchEvent(new Event('raa-theme'));
  };
  system.addEventListener('change', apply);
  window.addEventListener('storage', (change) => change.key === key && apply());
  window.raaTheme = {
    toggle() {
      localStorage.setItem(key, document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark');
      apply();
    },
  };
  apply();
})();

// <raa-moment at="2026-11-21T09:30:00Z" form="age|clock|stamp">: a moment in the viewer's time zone, or the time that has passed since; with
// until="..." the time that had passed then.
// Written in the browser, so that ages go on without a message from the server each second.
(() => {
  const served = Date.parse(document.documentElement.dataset.served ?? '');
  // Ages are counted by the server's clock: the viewer's may be wrong.
  const skew = Number.isNaN(served) || Math.abs(served - Date.now()) < 3000 ? 0 : served - Date.now();
  const pad = (value) => String(value).padStart(2, '0');
  const clock = (date) => `${pad(date.getHours())}:${pad(date.getMinutes())}:${pad(date.getSeconds())}`;
  const stamp = (date) => `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())} ${clock(date)}`;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone ?? 'local time';

  function age(date, until) {
    const seconds = Math.floor(((until ? Date.parse(until) : Date.now() + skew) - date.getTime()) / 1000);
    if (seconds < 1) return 'less than 1 s';
    if (seconds < 120) return `${seconds} s`;
    if (seconds < 7200) return `${Math.floor(seconds / 60)} min`;
    if (seconds < 172800) return `${Math.floor(seconds / 3600)} h`;
    return `${Math.floor(seconds / 86400)} d`;
  }

  const forms = { age, clock, stamp };

  class Moment extends HTMLElement {
    static observedAttributes = ['at', 'form', 'until'];

    attributeChangedCallback() { this.write(); }

    connectedCallback() { this.write(); }

    write() {
      const date = new Date(this.getAttribute('at'));
      if (Number.isNaN(date.getTime())) return;
      const text = (forms[this.getAttribute('form')] ?? stamp)(date, this.getAttribute('until'));
      if (this.textContent !== text) this.textContent = text;
      const title = `${stamp(date)} ${zone}`;
      if (this.title !== title) this.title = title;
    }
  }

  customElements.define('raa-moment', Moment);
  setInterval(() => document.querySelectorAll('raa-moment[form="age"]').forEach((moment) => moment.write()), 1000);
})();

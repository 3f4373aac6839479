// What the panel says, in the person's language, and numbers and times as they write them.

// Units have the short names that they have everywhere.
const UNITS = { ms: 'ms', s: 's', MiB: 'MiB' };

/** The language to show, of those there are: `de` for `de-AT`; English where there is none. */
export function languageOf(locale, texts) {
  const language = String(locale || '').toLowerCase().split(/[-_]/)[0];
  return Object.hasOwn(texts || {}, language) ? language : 'en';
}

/** What a text with holes in braces looks like when they are filled: an expression with their names. */
function filled(text) {
  const parts = text.split(/\{(\w+)\}/).map((part, index) => (index % 2 ? `(?<${part}>.+?)` : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')));
  return new RegExp(`^${parts.join('')}$`, 's');
}

export const words = {
  computed: {
    // The front end's language (JupyterLab's, where it is known), else the browser's.
    language() { return languageOf((this.host && this.host.locale) || navigator.language, this.texts); },
    // How numbers and times are written is the person's own, whatever language the front end is in.
    locale() { return navigator.language || this.language; },
    /** Lines that come from the host or the kernel in English, with the keys by which they are said. */
    lines() {
      const known = Object.entries((this.texts || {}).en || {}).filter(([key]) => /^(line|code|outcome|category)\./.test(key));
      return known.map(([key, text]) => ({ key, form: filled(text) }));
    },
    plurals() { return new Intl.PluralRules(this.language); }
  },
  methods: {
    /** A text by its key; `n` picks its plural, and names in braces are filled in. */
    t(key, values = {}) {
      const known = this.texts || {};
      const own = known[this.language] || {};
      const form = values.n === undefined ? 'other' : this.plurals.select(Number(values.n));
      const found = [`${key}.${form}`, `${key}.other`, key].map((name) => own[name] || (known.en || {})[name]).find(Boolean);
      return (found || key).replace(/\{(\w+)\}/g, (hole, name) => {
        const value = values[name];
        if (value === undefined) return hole;
        return typeof value === 'number' ? this.number(value) : value;
      });
    },
    /** A word of the host's (a phase, a status) by its own text; one that is not known yet as it is. */
    word(group, name) {
      const key = `${group}.${name}`;
      return Object.hasOwn((this.texts || {}).en || {}, key) ? this.t(key) : String(name).replaceAll('_', ' ');
    },
    /** A line of the host's in the person's language, where it is one that is known; all else as it came. */
    told(text) {
      if (!text || this.language === 'en') return text;
      return String(text).split('\n').map((line) => this.lineTold(line)).join('\n');
    },
    lineTold(line) {
      for (const { key, form } of this.lines) {
        const found = form.exec(line.replaceAll('`', ''));
        if (!found) continue;
        const values = Object.entries(found.groups || {}).map(([name, value]) => [name, this.lineTold(value)]);
        return this.t(key, Object.fromEntries(values));
      }
      return line;
    },
    number(value, options = {}) { return new Intl.NumberFormat(this.locale, options).format(value); },
    points(cost) { return this.t('points', { n: cost }); },
    clockTime(iso) { return new Date(iso).toLocaleTimeString(this.locale, { hour: '2-digit', minute: '2-digit' }); },
    seconds(value) { return `${this.number(value)} ${UNITS.s}`; },
    milliseconds(value) {
      return value >= 1
        ? `${this.number(value, { maximumFractionDigits: 1 })} ${UNITS.s}`
        : `${this.number(Math.round(value * 1000))} ${UNITS.ms}`;
    },
    mebibytes(value) { return `${this.number(Math.round(value / 1048576))} ${UNITS.MiB}`; },
    tokens(value) { return this.number(value, { notation: 'compact', maximumFractionDigits: 1 }); },
    dollars(value) {
      const digits = value < 0.01 ? 4 : 2;
      return this.number(value, { style: 'currency', currency: 'USD', minimumFractionDigits: digits, maximumFractionDigits: digits });
    }
  }
};

// The panel itself: what it shows of the view, and what it sends.
import { difference } from './difference.js';
import { dress } from './dress.js';
import { voice } from './voice.js';
import { words } from './words.js';

const COPIED_MS = 1500;
const PATIENCE_MS = 1500;
const LATE_SECONDS = 300;
const LAST_SECONDS = 60;
const SHOWN_SECONDS = 60; // the warning at five minutes

export default {
  mixins: [words, voice],
  data() {
    return { now: Date.now(), draft: '', asking: null, sent: null, stuck: false, copied: '', announced: '' };
  },
  computed: {
    // What is mixed in can be missing at first, so everything goes through here.
    v() { return this.view || {}; },
    problem() { return this.v.problem || null; },
    examples() { return (this.problem && this.problem.examples) || []; },
    statementHasExamples() { return /<h\d>\s*example/i.test((this.problem && this.problem.html) || ''); },
    messages() { return this.v.messages || []; },
    preview() { return this.v.preview || ''; },
    hints() { return this.v.hints || []; },
    attempts() { return this.v.attempts || { used: 0, max: 0 }; },
    results() { return this.v.results || null; },
    tests() { return (this.results && this.results.tests) || []; },
    history() { return this.v.history || []; },
    notice() { return this.v.notice || null; },
    cost() { return this.v.cost || null; },
    score() { return typeof this.v.score === 'number' ? this.v.score : null; },
    paused() { return this.v.status === 'paused'; },
    live() { return this.v.status === 'in_progress' || this.paused; },
    title() { return this.problem ? this.problem.title : this.t('panel'); },
    meta() {
      const parts = [];
      if (this.v.rounds > 1) parts.push(this.t('round', { n: this.v.round, of: this.v.rounds }));
      if (this.live && this.v.phase) parts.push(this.word('phase', this.v.phase));
      if (!this.live && this.v.status) parts.push(this.word('status', this.v.status));
      if (this.v.outcome) parts.push(this.word('outcome', this.v.outcome));
      if (this.v.trust) parts.push(this.word('trust', this.v.trust));
      return parts;
    },
    ticking() { return Boolean(this.v.clock && this.v.clock.running); },
    remaining() {
      const clock = this.v.clock;
      if (!clock) return 0;
      // The deadline is the host's; a browser whose clock is behind must not show more time than there is.
      const passed = clock.running ? Math.max(0, (this.now - Date.parse(clock.as_of)) / 1000) : 0;
      return Math.max(0, clock.remaining_seconds - passed);
    },
    clockText() {
      const all = Math.floor(this.remaining);
      const two = (n) => String(n).padStart(2, '0');
      const hours = Math.floor(all / 3600);
      const rest = `${two(Math.floor((all % 3600) / 60))}:${two(all % 60)}`;
      return hours ? `${hours}:${rest}` : rest;
    },
    clockTone() {
      if (!this.ticking) return 'stopped';
      return this.remaining <= LAST_SECONDS ? 'last' : this.remaining <= LATE_SECONDS ? 'late' : '';
    },
    // In an interview that is short as a whole the time is no news.
    warning() {
      const total = this.v.clock ? this.v.clock.total_seconds : 0;
      if (!this.live || !this.ticking) return '';
      if (this.clockTone === 'last') return total > LAST_SECONDS ? 'last_minute' : '';
      const shown = this.clockTone === 'late' && this.remaining > LATE_SECONDS - SHOWN_SECONDS;
      return shown && total > LATE_SECONDS ? 'five_minutes' : '';
    },
    attemptsLeft() {
      return this.t('attempts', { n: Math.max(0, this.attempts.max - this.attempts.used), of: this.attempts.max });
    },
    resultsTitle() {
      const { kind, attempt, passed, total } = this.results;
      return this.t(`results.${kind}`, { n: attempt, passed, total });
    },
    submissions() {
      return this.history.map((one) => `${one.attempt} ${one.code} ${one.passed}/${one.total}`).join(', ');
    },
    // A message is answered always; of the rest the host knows when the interviewer is at work on a reply.
    typing() { return !this.preview && (this.isBusy('say') || Boolean(this.v.replying)); },
    spent() {
      const price = this.dollars(this.cost.dollars);
      const tokens = this.tokens(this.cost.input_tokens + this.cost.output_tokens);
      return this.t(this.cost.unpriced ? 'cost.unpriced' : 'cost', { tokens, price });
    },
    nextHint() { return this.hints.find((hint) => !hint.taken) || null; },
    question() {
      return this.t(`ask.${this.asking}`, { points: this.nextHint ? this.points(this.nextHint.cost) : '' });
    },
    ended() { return this.t('ended', { status: this.word('status', this.v.status || 'completed') }); }
  },
  watch: {
    view: {
      immediate: true,
      handler(view, before) {
        this.now = Date.now();
        this.sent = null;
        this.stuck = false;
        const count = (one) => ((one && one.messages) || []).length + ((one && one.preview) || '').length;
        if (count(view) !== count(before)) this.scroll();
        if (this.asking && !this.can(this.asking)) this.asking = null;
        this.$nextTick(() => this.dressed());
      }
    },
    // Said once to a screen reader, when it comes; the clock itself is silent.
    warning(which) { if (which) this.announced = this.t(`clock.${which}`); },
    results(now, before) {
      const told = (one) => one && [one.kind, one.attempt, one.code, one.passed, one.total].join();
      if (now && before !== undefined && told(now) !== told(before)) {
        this.announced = `${this.t(`code.${now.code}`)}. ${this.resultsTitle}`;
        // Whoever pressed the button here wants to see what came of it; a cell's command answers in the cell.
        if (this.judging) this.show('results');
        this.judging = false;
      }
    }
  },
  mounted() {
    this.timer = setInterval(() => { this.now = Date.now(); }, 500);
    this.dressed();
    this.scroll();
  },
  unmounted() {
    clearInterval(this.timer);
    clearTimeout(this.patience);
  },
  methods: {
    can(op) { return (this.v.can || []).includes(op); },
    isBusy(op) { return this.sent === op || (this.v.busy || []).includes(op); },
    act(op, args = {}) {
      this.sent = op;
      this.judging = op === 'run' || op === 'submit';
      clearTimeout(this.patience);
      // Nothing has come back: the kernel takes no message from a widget while a cell runs.
      this.patience = setTimeout(() => { this.stuck = this.sent !== null; }, PATIENCE_MS);
      this.send({ op, args });
    },
    ask(op) {
      this.asking = op;
      this.focus('confirm');
    },
    confirmed() {
      const op = this.asking;
      this.asking = null;
      this.act(op);
    },
    cancelled() {
      const op = this.asking;
      this.asking = null;
      this.focus(op);
    },
    focus(name) {
      this.$nextTick(() => { if (this.$refs[name]) this.$refs[name].$el.focus(); });
    },
    show(part) {
      this.$nextTick(() => { if (this.$refs[part]) this.$refs[part].scrollIntoView({ block: 'start' }); });
    },
    enter(event) {
      // Shift+Enter is a new line; Enter also ends a word in an input method, and is not ours then.
      if (event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.say();
    },
    say() {
      const text = this.draft.trim();
      if (!text || !this.can('say') || this.isBusy('say')) return;
      this.act('say', this.dictated ? { text, modality: 'voice' } : { text });
      this.endDictation();
      this.voiceNote = '';
      this.draft = '';
    },
    scroll() {
      this.$nextTick(() => { if (this.$refs.log) this.$refs.log.scrollTop = this.$refs.log.scrollHeight; });
    },
    dressed() {
      if (!this.$el || !this.$el.querySelectorAll) return;
      dress(this.$el, {
        typeset: this.host && this.host.typeset,
        copyText: this.t('copy'),
        copyName: (n) => this.t('copy.block', { n }),
        copy: async (text, button) => {
          const done = await this.toClipboard(text);
          button.textContent = this.t(done ? 'copy.done' : 'copy.failed');
          setTimeout(() => { button.textContent = this.t('copy'); }, COPIED_MS);
        }
      });
    },
    /** Whether `text` is in the clipboard now; a page that is not served securely has none. */
    async toClipboard(text) {
      try {
        await navigator.clipboard.writeText(text);
        return true;
      } catch {
        return false;
      }
    },
    async copy(what, text) {
      this.copied = `${what}:${(await this.toClipboard(text)) ? 'done' : 'failed'}`;
      setTimeout(() => { if (this.copied.startsWith(what)) this.copied = ''; }, COPIED_MS);
    },
    copyLabel(what) {
      const [last, outcome] = this.copied.split(':');
      return last === what ? this.t(`copy.${outcome}`) : this.t('copy');
    },
    who(message) {
      if (message.hint) return this.t('hint.of', { n: message.hint });
      return this.t(message.speaker === 'candidate' ? 'you' : 'interviewer');
    },
    passed(test) { return test.code === 'AC'; },
    kind(test) { return test.visible ? this.t('results.example') : this.t('results.hidden', { category: this.word('category', test.category) }); },
    // A failed example, or a run on an input of one's own, of which nobody knows the right answer.
    explained(test) { return !this.passed(test) || test.expected === null; },
    detailed(test) { return test.visible && (this.explained(test) || Boolean(test.stdout)); },
    /** What a test says beside its verdict. */
    why(test) {
      const known = [this.results.message, (this.texts.en || {})[`code.${test.code}`]];
      return known.includes(test.message) ? '' : test.message;
    },
    /** Rows of a failed test: what was expected and what came, with what differs marked. */
    compared(test) {
      const rows = [];
      const both = test.expected !== null && test.got !== null;
      const parts = both ? difference(test.expected, test.got) : { expected: [{ text: test.expected }], got: [{ text: test.got }] };
      if (test.expected !== null) rows.push({ key: 'expected', tag: 'ins', parts: parts.expected });
      if (test.got !== null) rows.push({ key: 'got', tag: 'del', parts: parts.got });
      return rows;
    }
  }
};

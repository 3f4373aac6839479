// Talking instead of typing: dictation into the chat box, and the interviewer's messages read aloud.

// The problems and the scripted interviewer speak English; which English is the person's.
const SPOKEN = /^en\b/i;
const KEY = 'F2';
const REMEMBERED = 'mockmind-lab:read-aloud';

function recognizer() { return window.SpeechRecognition || window.webkitSpeechRecognition || null; }

/** What is said of a message: its prose; of a block of code only that it is there. */
export function aloud(html, code) {
  // Parsed into a document of its own, in which nothing runs and nothing loads.
  const page = new DOMParser().parseFromString(html, 'text/html');
  page.querySelectorAll('pre').forEach((block) => block.replaceWith(` ${code} `));
  return page.body.textContent.replace(/\s+/g, ' ').trim();
}

export const voice = {
  data() {
    return { listening: false, voiceNote: '', dictated: false, readAloud: false, reading: false };
  },
  computed: {
    canListen() { return recognizer() !== null; },
    canSpeak() { return Boolean((this.host && this.host.speak) || window.speechSynthesis); },
    spokenLanguage() { return [...(navigator.languages || [])].find((one) => SPOKEN.test(one)) || 'en-US'; },
    talkName() { return this.t(this.listening ? 'voice.stop' : this.canListen ? 'voice.talk' : 'voice.no_microphone'); }
  },
  watch: {
    messages(messages) {
      const newest = messages.length ? messages[messages.length - 1].seq : 0;
      const fresh = messages.filter((one) => one.seq > this.heard && one.speaker === 'interviewer');
      const other = this.v.interview !== this.heardOf;
      this.heard = newest;
      this.heardOf = this.v.interview;
      if (this.readAloud && !this.listening && !other) fresh.forEach((message) => this.queue(message));
    },
    // What was switched in a panel wins over what is set for all of them.
    'host.readAloud'(wanted) { if (this.kept() === null) this.setAloud(Boolean(wanted)); },
    draft(text) { if (!text.trim() && !this.listening) this.dictated = false; },
    voiceNote() { this.scroll(); },
    live(live) { if (!live) this.stopListening(); }
  },
  created() {
    this.heard = this.messages.length ? this.messages[this.messages.length - 1].seq : 0;
    this.heardOf = this.v.interview;
    this.queued = [];
    const kept = this.kept();
    this.readAloud = this.canSpeak && (kept === null ? Boolean(this.host && this.host.readAloud) : kept === 'yes');
  },
  mounted() {
    this.pressed = (event) => this.talkKey(event, true);
    this.released = (event) => this.talkKey(event, false);
    document.addEventListener('keydown', this.pressed, true);
    document.addEventListener('keyup', this.released, true);
  },
  unmounted() {
    document.removeEventListener('keydown', this.pressed, true);
    document.removeEventListener('keyup', this.released, true);
    this.stopListening();
    this.hush();
  },
  methods: {
    /** Held down, the key listens; let go, it stops. Not in the file browser, where it renames. */
    talkKey(event, down) {
      if (event.key !== KEY || !this.live || !this.can('say') || !this.$el.getClientRects().length) return;
      if (event.target.closest && event.target.closest('.jp-DirListing')) return;
      event.preventDefault();
      if (!down) this.stopListening();
      else if (!event.repeat) this.listen();
    },
    toggleListening() {
      if (this.listening) this.stopListening();
      else this.listen();
    },
    listen() {
      if (this.listening) return;
      const Recognizer = recognizer();
      if (!Recognizer) {
        this.voiceNote = this.t('voice.no_microphone');
        return;
      }
      this.hush(); // the candidate has the word
      const before = this.draft && !/\s$/.test(this.draft) ? `${this.draft} ` : this.draft;
      const ears = new Recognizer();
      ears.lang = this.spokenLanguage;
      ears.continuous = true;
      ears.interimResults = true;
      ears.onresult = (event) => {
        if (this.ears !== ears) return;
        this.draft = before + [...event.results].map((result) => result[0].transcript).join('').trimStart();
        this.dictated = true;
      };
      ears.onerror = (event) => { if (this.ears === ears) this.failed(event.error); };
      ears.onend = () => { if (this.ears === ears) { this.ears = null; this.listening = false; } };
      this.ears = ears;
      this.listening = true;
      this.voiceNote = this.t('voice.listening');
      try {
        ears.start();
      } catch (error) {
        this.ears = null;
        this.listening = false;
        this.failed(error.name);
      }
    },
    /** Stop; what was said until now still comes in. */
    stopListening() {
      if (!this.listening) return;
      this.listening = false;
      if (this.voiceNote === this.t('voice.listening')) this.voiceNote = '';
      if (this.ears) this.ears.stop();
    },
    /** Stop, and take nothing more: the message was sent. */
    endDictation() {
      const ears = this.ears;
      this.ears = null;
      this.stopListening();
      if (ears) ears.abort();
      this.dictated = false;
    },
    failed(why) {
      if (why === 'aborted') return;
      const known = { 'not-allowed': 'voice.refused', 'service-not-allowed': 'voice.refused', 'no-speech': 'voice.silence' }[why];
      this.voiceNote = known ? this.t(known) : this.t('voice.failed', { why });
    },
    toggleAloud() {
      if (!this.canSpeak) {
        this.voiceNote = this.t('voice.no_speech');
        return;
      }
      this.setAloud(!this.readAloud);
      try { localStorage.setItem(REMEMBERED, this.readAloud ? 'yes' : 'no'); } catch { /* a page without storage */ }
    },
    kept() {
      try { return localStorage.getItem(REMEMBERED); } catch { return null; } // a page without storage
    },
    setAloud(wanted) {
      this.readAloud = wanted && this.canSpeak;
      if (!this.readAloud) this.hush();
    },
    queue(message) {
      this.queued.push(message);
      if (!this.reading) this.readNext();
    },
    async readNext() {
      const message = this.queued.shift();
      this.reading = Boolean(message);
      if (!message) return;
      const turn = this.turn = Symbol('turn');
      // A voice of the server's, where it has one; else the browser's own.
      const sound = this.host && this.host.speak ? await this.host.speak(this.v.interview, message.seq).catch(() => null) : null;
      if (this.turn !== turn) return;
      const done = () => { if (this.turn === turn) this.readNext(); };
      if (sound) this.play(sound, done);
      else this.utter(aloud(message.html, this.t('voice.code')), done);
    },
    play(sound, done) {
      const url = URL.createObjectURL(sound);
      this.audio = new Audio(url);
      this.audio.onended = this.audio.onerror = () => { URL.revokeObjectURL(url); done(); };
      this.audio.play().catch(() => { URL.revokeObjectURL(url); done(); });
    },
    utter(text, done) {
      if (!window.speechSynthesis || !text) {
        done();
        return;
      }
      const utterance = new SpeechSynthesisUtterance(text);
      utterance.lang = this.spokenLanguage;
      utterance.onend = utterance.onerror = done;
      window.speechSynthesis.speak(utterance);
    },
    /** Be quiet at once, and say nothing of what waits. */
    hush() {
      this.queued = [];
      this.turn = null;
      this.reading = false;
      if (window.speechSynthesis) window.speechSynthesis.cancel();
      if (this.audio) this.audio.pause();
      this.audio = null;
    }
  }
};

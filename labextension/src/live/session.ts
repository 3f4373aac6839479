// The interview of one notebook, as this page knows it: the newest view, what is under way, what was told.
import { PromiseDelegate } from '@lumino/coreutils';
import { IDisposable } from '@lumino/disposable';
import { ISignal, Signal } from '@lumino/signaling';

import { Notice, Operation, Push, ReportFile, Result, View, isOpen } from './protocol';
import { Away, IState, LiveSocket, Refusal, SocketFactory } from './socket';

const TEXT_DELAY = 400;
const MOST_AT_ONCE = 4;

export interface ISessionOptions {
  /** The notebook's path below the server's root. */
  path: string;
  url: string;
  /** Writes a report beside the notebook and says where. */
  keep: (file: ReportFile) => Promise<string>;
  create?: SocketFactory;
}

export class LiveSession implements IDisposable {
  constructor(private readonly options: ISessionOptions) {
    this._path = options.path;
    this.socket = new LiveSocket({
      url: options.url,
      greet: () => this._greet(),
      create: options.create
    });
    this.socket.pushed.connect((_, push) => this._pushed(push));
    this.socket.stateChanged.connect(() => this._changed.emit());
  }

  readonly socket: LiveSocket;

  /** The newest view; null while none is known. */
  get view(): View | null {
    return this._view;
  }

  /** The view with what only this side knows. */
  get shown(): View {
    return { ...(this._view ?? {}), busy: [...this._busy], notice: this._notice };
  }

  get open(): boolean {
    return isOpen(this._view);
  }

  get state(): IState {
    return this.socket.state;
  }

  /** The view, what is under way or the connection has changed. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get isDisposed(): boolean {
    return this.socket.isDisposed;
  }

  get path(): string {
    return this._path;
  }

  /** Resolves once the host has told of the interview; what is asked before that is not sent. */
  get ready(): Promise<void> {
    return this._ready.promise;
  }

  /** The notebook was renamed. */
  moved(path: string): void {
    this._path = path;
  }

  /** Show a certain interview, if it is another than the one that shows. */
  async follow(interview: string): Promise<void> {
    if (this._view?.interview !== interview) {
      this._wanted = interview;
      await this._subscribe().catch(() => undefined);
    }
  }

  /** Carry out what the panel asks; never rejects, the notice tells. Returns whether it was done. */
  async send({ op, args }: Operation): Promise<boolean> {
    if (this._busy.length >= MOST_AT_ONCE) {
      this._tell({ kind: 'error', text: 'One thing at a time: wait for what is under way.' });
      return false;
    }
    this._busy.push(op);
    this._tell(null);
    let notice: Notice | null = null;
    try {
      await this._flush();
      notice = await this._taken(await this.socket.request(op, args ?? {}));
      return true;
    } catch (error) {
      notice = { kind: 'error', text: this._why(op, error) };
      return false;
    } finally {
      this._busy.splice(this._busy.indexOf(op), 1);
      this._tell(notice ?? this._notice);
    }
  }

  /** What an operation answers, for who is not the panel. */
  async ask(op: string, args: Record<string, unknown> = {}): Promise<Result> {
    return this.socket.request(op, args);
  }

  /** Text that stands in a cell now and was not run; told a moment after the last key. */
  write(cell: string, source: string): void {
    // A starter that nobody has touched is nobody's solution.
    const untouched = source.trim() === this._view?.problem?.starter?.trim();
    this._texts.set(cell, untouched ? '' : source);
    this._untold.add(cell);
    clearTimeout(this._timer);
    this._timer = window.setTimeout(() => void this._flush().catch(() => undefined), TEXT_DELAY);
  }

  /** Tell of all texts that were written and not told yet. */
  private async _flush(): Promise<void> {
    clearTimeout(this._timer);
    const told = [...this._untold];
    this._untold.clear();
    if (!this.open) {
      return;
    }
    try {
      await Promise.all(
        told.map(cell => this.socket.request('text', { cell, source: this._texts.get(cell) ?? '' }))
      );
    } catch (error) {
      told.forEach(cell => this._untold.add(cell));
      if (!(error instanceof Refusal)) {
        throw error;
      }
    }
  }

  say(notice: Notice): void {
    this._tell(notice);
  }

  dispose(): void {
    clearTimeout(this._timer);
    this.socket.dispose();
    Signal.clearData(this);
  }

  private async _greet(): Promise<void> {
    await this._subscribe();
    this._ready.resolve();
    // The host's memory of texts ends with it, so each new connection is told all.
    this._texts.forEach((_, cell) => this._untold.add(cell));
    await this._flush();
  }

  private async _subscribe(): Promise<void> {
    const args: Record<string, unknown> = { notebook: this._path };
    if (this.socket.patches) {
      args.patches = 1;
    }
    const interview = this._wanted ?? this._view?.interview;
    if (interview) {
      args.interview = interview;
      if (this._view?.interview === interview && this._view.seq) {
        args.seq = this._view.seq;
      }
    }
    const sent = Date.now();
    const result = await this.socket.request('subscribe', args);
    const now = Date.parse(String(result.data?.now));
    if (!Number.isNaN(now)) {
      // Halfway between question and answer the host's clock said `now`.
      this._offset = (sent + Date.now()) / 2 - now;
    }
    if (result.view) {
      this._newer(result.view, true);
    }
  }

  private async _taken(result: Result): Promise<Notice | null> {
    if (result.view) {
      this._newer(result.view);
    }
    if (result.file) {
      return this._kept(result.file);
    }
    return null;
  }

  private async _kept(file: ReportFile): Promise<Notice> {
    try {
      return { kind: 'info', text: `The report is in ${await this.options.keep(file)}.` };
    } catch (error) {
      return { kind: 'error', text: `The report could not be written: ${(error as Error).message}` };
    }
  }

  private _pushed(push: Push): void {
    if (push.push === 'view' && push.view) {
      this._newer(push.view);
    } else if (push.push === 'patch') {
      this._patched(push);
    } else if (push.push === 'preview' && this._view) {
      this._view = { ...this._view, preview: push.text || null };
      this._changed.emit();
    } else if (push.push === 'replying' && this._view) {
      this._view = { ...this._view, replying: push.replying ?? false };
      this._changed.emit();
    } else if (push.push === 'notice' && push.text) {
      this._tell({ kind: 'info', text: push.text });
    } else if (push.push === 'file' && push.file) {
      void this._kept(push.file).then(notice => this._tell(notice));
    }
  }

  /** Change the view that the patch is for; where this page has another, it asks for the whole one. */
  private _patched({ interview, since, view, more }: Push): void {
    const known = this._view;
    if (!known || known.interview !== interview || known.seq !== since) {
      void this._subscribe().catch(() => undefined);
      return;
    }
    const longer = Object.entries(more ?? {}).map(([name, items]) => [
      name,
      [...(known[name] as unknown[]), ...items]
    ]);
    this._newer({ ...known, ...view, ...Object.fromEntries(longer) });
  }

  /** Keep a view unless it is older than the one we have. */
  private _newer(view: View, chosen = false): void {
    const known = this._view;
    if (known?.interview === view.interview && (view.seq ?? 0) < (known?.seq ?? 0)) {
      return;
    }
    if (!chosen && known && known.interview !== view.interview && isOpen(known)) {
      return;
    }
    this._wanted = null;
    this._view = this._timed(view);
    this._changed.emit();
  }

  /** The view with its time told by this browser's clock, which may be minutes off the host's. */
  private _timed(view: View): View {
    if (!view.clock) {
      return view;
    }
    const as_of = new Date(Date.parse(view.clock.as_of) + this._offset).toISOString();
    return { ...view, clock: { ...view.clock, as_of } };
  }

  private _why(op: string, error: unknown): string {
    if (error instanceof Refusal) {
      return error.message.replace(/`/g, '');
    }
    if (error instanceof Away) {
      return 'The server is away: this was not sent, or its answer was lost. Try again when it is back.';
    }
    return `The panel failed (${(error as Error).name}): use %interview ${op}.`;
  }

  private _tell(notice: Notice | null): void {
    this._notice = notice;
    this._changed.emit();
  }

  private _path: string;
  private _view: View | null = null;
  private _wanted: string | null = null;
  private _ready = new PromiseDelegate<void>();
  private _offset = 0;
  private _busy: string[] = [];
  private _notice: Notice | null = null;
  private _texts = new Map<string, string>();
  private _untold = new Set<string>();
  private _timer = 0;
  private _changed = new Signal<this, void>(this);
}

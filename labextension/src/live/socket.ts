// One WebSocket to the host that mends itself: requests with replies, pushes, and whether it is away.
import { ISignal, Signal } from '@lumino/signaling';
import { PromiseDelegate } from '@lumino/coreutils';
import { IDisposable } from '@lumino/disposable';

import { PROTOCOL, Push, Result } from './protocol';

/** The host said no; the message is one line for the person. */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    message: string
  ) {
    super(message);
  }
}

/** The connection ended before the answer came: what was asked may or may not have been done. */
export class Away extends Error {}

/** What this needs of a browser's WebSocket. */
export type SocketFactory = (url: string) => WebSocket;

export interface IState {
  /** `live`: the host answers. `away`: it will be tried again at `retryAt` (milliseconds of Date.now). */
  status: 'connecting' | 'live' | 'away';
  retryAt: number | null;
}

const FIRST_WAIT = 500;
const LONGEST_WAIT = 15_000;
const PATIENCE = 20_000;

/** Milliseconds before the next try: doubled each time, and spread, so that many panels don't come at once. */
export function backOff(tries: number, random: () => number = Math.random): number {
  return Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** tries) * (0.75 + random() / 2);
}

export class LiveSocket implements IDisposable {
  /** `greet` is called on each connection, before anything else is sent; it asks for what was missed. */
  constructor(private readonly options: { url: string; greet: () => Promise<void>; create?: SocketFactory }) {
    this._online = () => this.retry();
    window.addEventListener('online', this._online);
    this._connect();
  }

  get state(): IState {
    return this._state;
  }

  get stateChanged(): ISignal<this, IState> {
    return this._stateChanged;
  }

  get pushed(): ISignal<this, Push> {
    return this._pushed;
  }

  get isDisposed(): boolean {
    return this._disposed;
  }

  /** The result of an operation. Rejects with `Refusal`, or with `Away` at once where there is no connection. */
  request(op: string, args: Record<string, unknown> = {}): Promise<Result> {
    const socket = this._socket;
    if (!socket || socket.readyState !== WebSocket.OPEN) {
      return Promise.reject(new Away('The server is away.'));
    }
    const id = ++this._last;
    const reply = new PromiseDelegate<Result>();
    this._replies.set(id, reply);
    socket.send(JSON.stringify({ id, op, args }));
    return reply.promise;
  }

  /** Whether the host has patches: a server that still runs may be older than this page. */
  get patches(): boolean {
    return this._patches;
  }

  /** Try now instead of waiting. */
  retry(): void {
    if (this._state.status === 'away') {
      this._connect();
    }
  }

  dispose(): void {
    this._disposed = true;
    window.removeEventListener('online', this._online);
    clearTimeout(this._timer);
    this._drop();
    Signal.clearData(this);
  }

  private _connect(): void {
    clearTimeout(this._timer);
    this._drop();
    const create = this.options.create ?? (url => new WebSocket(url));
    const socket = create(this.options.url);
    this._socket = socket;
    this._tell({ status: this._tries ? 'away' : 'connecting', retryAt: null });
    // A server that takes the connection and says nothing is as good as none.
    this._timer = window.setTimeout(() => socket.close(), PATIENCE);
    socket.onopen = () => void this._greet(socket);
    socket.onmessage = event => this._take(String(event.data));
    socket.onclose = () => this._lost(socket);
  }

  private async _greet(socket: WebSocket): Promise<void> {
    try {
      const { data } = await this.request('hello', { version: PROTOCOL, client: 'mockmind-lab' });
      this._patches = data?.patches === 1;
      await this.options.greet();
    } catch (error) {
      if (error instanceof Refusal) {
        this._pushed.emit({ push: 'notice', text: error.message });
      } else {
        socket.close();
        return;
      }
    }
    if (this._socket === socket && socket.readyState === WebSocket.OPEN) {
      clearTimeout(this._timer);
      this._tries = 0;
      this._tell({ status: 'live', retryAt: null });
    }
  }

  private _take(text: string): void {
    const message = JSON.parse(text);
    if (message.push) {
      this._pushed.emit(message as Push);
      return;
    }
    const reply = this._replies.get(message.id);
    this._replies.delete(message.id);
    if (message.ok) {
      reply?.resolve(message.result as Result);
    } else {
      reply?.reject(new Refusal(message.error.code, message.error.message));
    }
  }

  private _lost(socket: WebSocket): void {
    if (this._socket !== socket || this._disposed) {
      return;
    }
    this._drop();
    const wait = backOff(this._tries++);
    clearTimeout(this._timer);
    this._timer = window.setTimeout(() => this._connect(), wait);
    this._tell({ status: 'away', retryAt: Date.now() + wait });
  }

  private _drop(): void {
    const socket = this._socket;
    this._socket = null;
    if (socket) {
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close();
    }
    for (const reply of this._replies.values()) {
      reply.reject(new Away('The connection to the server broke.'));
    }
    this._replies.clear();
  }

  private _tell(state: IState): void {
    this._state = state;
    this._stateChanged.emit(state);
  }

  private _socket: WebSocket | null = null;
  private _state: IState = { status: 'connecting', retryAt: null };
  private _tries = 0;
  private _patches = false;
  private _timer = 0;
  private _last = 0;
  private _disposed = false;
  private _online: () => void;
  private _replies = new Map<number, PromiseDelegate<Result>>();
  private _stateChanged = new Signal<this, IState>(this);
  private _pushed = new Signal<this, Push>(this);
}

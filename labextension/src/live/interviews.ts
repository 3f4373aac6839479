// One live session a notebook, shared by the panel, the status bar, the toolbar and the shortcuts.
import { PathExt, URLExt } from '@jupyterlab/coreutils';
import { NotebookPanel } from '@jupyterlab/notebook';
import { ServiceManager, ServerConnection } from '@jupyterlab/services';
import { Token } from '@lumino/coreutils';
import { ISignal, Signal } from '@lumino/signaling';

import { ReportFile } from './protocol';
import { LiveSession } from './session';

export const ILiveInterviews = new Token<ILiveInterviews>(
  'mockmind-lab:ILiveInterviews',
  'The interviews of open notebooks, over the WebSocket of the server extension.'
);

export interface ILiveInterviews {
  /** The session of the notebook at `path`, connected when first asked for. */
  of(path: string): LiveSession;
  /** The session of that notebook if there is one. */
  known(path: string): LiveSession | null;
  /** A session was made, or one of them has changed. */
  readonly changed: ISignal<ILiveInterviews, LiveSession>;
  /** Let a notebook's session end with it, and have it know of its text and its kernel. */
  attend(notebook: NotebookPanel): void;
  /** Write a report into the folder of the notebook at `path`; returns its path. */
  keep(file: ReportFile, path: string): Promise<string>;
  /** Ask a route of the server extension. Rejects with the one line that the server answers. */
  fetch<T>(route: string, init?: RequestInit): Promise<T>;
}

export class LiveInterviews implements ILiveInterviews {
  constructor(private readonly services: ServiceManager.IManager) {}

  get changed(): ISignal<this, LiveSession> {
    return this._changed;
  }

  known(path: string): LiveSession | null {
    return this._sessions.get(path) ?? null;
  }

  of(path: string): LiveSession {
    const known = this._sessions.get(path);
    if (known) {
      return known;
    }
    const session: LiveSession = new LiveSession({
      path,
      url: this._socketUrl(),
      keep: file => this.keep(file, session.path)
    });
    this._sessions.set(path, session);
    session.changed.connect(() => this._changed.emit(session));
    return session;
  }

  attend(notebook: NotebookPanel): void {
    const context = notebook.context;
    let path = context.path;
    context.pathChanged.connect((_, moved) => {
      const session = this._sessions.get(path);
      if (session) {
        this._sessions.delete(path);
        this._sessions.set(moved, session);
        session.moved(moved);
      }
      path = moved;
    });
    notebook.disposed.connect(() => {
      this._sessions.get(path)?.dispose();
      this._sessions.delete(path);
    });
  }

  async keep(file: ReportFile, path: string): Promise<string> {
    const folder = PathExt.dirname(path);
    const stem = PathExt.basename(file.name, '.ipynb');
    const own = PathExt.join(folder, `${stem}-${file.interview}.ipynb`);
    const shared = PathExt.join(folder, PathExt.basename(file.name));
    const owner = await this._ownerOf(shared);
    const target = owner === null || owner === file.interview ? shared : own;
    await this.services.contents.save(target, {
      type: 'file',
      format: 'base64',
      name: PathExt.basename(target),
      path: target,
      content: file.data
    });
    return target;
  }

  async fetch<T>(route: string, init: RequestInit = {}): Promise<T> {
    const settings = this.services.serverSettings;
    const url = URLExt.join(settings.baseUrl, 'mockmind_lab', route);
    const response = await ServerConnection.makeRequest(url, init, settings);
    if (!response.ok) {
      throw await ServerConnection.ResponseError.create(response);
    }
    return (await response.json()) as T;
  }

  /** Which interview a report belongs to: null where there is no file, empty where it is someone else's. */
  private async _ownerOf(path: string): Promise<string | null> {
    try {
      const model = await this.services.contents.get(path, { type: 'notebook', content: true });
      const ours = model.content?.metadata?.mockmind;
      return ours?.layout === 'report' ? String(ours.interviews?.[0]?.interview ?? '') : '';
    } catch (error) {
      if (error instanceof ServerConnection.ResponseError && error.response.status === 404) {
        return null;
      }
      return '';
    }
  }

  private _socketUrl(): string {
    const { wsUrl, token, appendToken } = this.services.serverSettings;
    const url = URLExt.join(wsUrl, 'mockmind_lab', 'live');
    return appendToken && token ? `${url}?token=${encodeURIComponent(token)}` : url;
  }

  private _sessions = new Map<string, LiveSession>();
  private _changed = new Signal<this, LiveSession>(this);
}

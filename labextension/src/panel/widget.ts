// The panel beside a notebook: draws a session's view, and says when the server is away.
import { ITranslator, TranslationBundle } from '@jupyterlab/translation';
import { LabIcon } from '@jupyterlab/ui-components';
import { Message } from '@lumino/messaging';
import { Signal } from '@lumino/signaling';
import { Widget } from '@lumino/widgets';

import icon from '../../style/icon.svg';
import { LiveSession } from '../live/session';
import { wordsOf } from '../words';
import type { Host, Mounted } from './mount.mjs';

export const mockmindIcon = new LabIcon({ name: 'mockmind-lab:icon', svgstr: icon });

export class BesidePanel extends Widget {
  constructor(
    readonly session: LiveSession,
    translator: ITranslator | null,
    private readonly host: Host
  ) {
    super();
    this._trans = wordsOf(translator);
    this.addClass('jp-mockmind-beside');
    this.title.icon = mockmindIcon;
    this._away.className = 'jp-mockmind-away';
    this._away.setAttribute('role', 'status');
    this._away.dataset.testid = 'mockmind-away';
    this._away.hidden = true;
    this._retry.type = 'button';
    this._retry.textContent = this._trans.__('Try now');
    this._retry.onclick = () => session.socket.retry();
    this._away.append(this._awayText, this._retry);
    this._empty.className = 'jp-mockmind-empty';
    this._empty.dataset.testid = 'mockmind-empty';
    this._body.className = 'jp-mockmind-mount';
    this.node.append(this._away, this._empty, this._body);
    session.changed.connect(this._draw, this);
  }

  /** What the front end can do has changed. */
  give(more: Host): void {
    Object.assign(this.host, more);
    this._mounted?.give(more);
  }

  override dispose(): void {
    clearInterval(this._timer);
    Signal.clearData(this);
    this._mounted?.unmount();
    this._mounted = null;
    super.dispose();
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    void this._mount();
  }

  private async _mount(): Promise<void> {
    if (!this._mounting) {
      this._mounting = true;
      // Vue and the panel are loaded when the first panel shows.
      const [{ mount }] = await Promise.all([import('./mount.mjs'), import('./mount.css')]);
      if (!this.isDisposed) {
        this._mounted = mount(this._body, operation => void this.session.send(operation), this.host);
      }
    }
    this._draw();
  }

  private _draw(): void {
    const known = this.session.view !== null;
    this._body.hidden = !known;
    this._empty.hidden = known;
    this._empty.textContent =
      this.session.state.status === 'live'
        ? this._trans.__('No interview has begun in this notebook. Run %interview start in a cell.')
        : this._trans.__('Looking for the interview …');
    if (known) {
      this._mounted?.show(this.session.shown);
    }
    this._drawAway();
  }

  private _drawAway(): void {
    const { status, retryAt } = this.session.state;
    const away = status === 'away';
    if (away && !this._timer) {
      this._timer = window.setInterval(() => this._drawAway(), 500);
    } else if (!away) {
      clearInterval(this._timer);
      this._timer = 0;
    }
    this._away.hidden = !away;
    this.toggleClass('jp-mod-away', away);
    const seconds = retryAt ? Math.max(0, Math.ceil((retryAt - Date.now()) / 1000)) : 0;
    const text = seconds
      ? this._trans.__('The server is away. Trying again in %1 s; the clock goes on.', seconds)
      : this._trans.__('The server is away. Trying again …');
    if (this._awayText.textContent !== text) {
      this._awayText.textContent = text;
    }
  }

  private _trans: TranslationBundle;
  private _away = document.createElement('div');
  private _awayText = document.createElement('span');
  private _retry = document.createElement('button');
  private _empty = document.createElement('p');
  private _body = document.createElement('div');
  private _mounted: Mounted | null = null;
  private _mounting = false;
  private _timer = 0;
}

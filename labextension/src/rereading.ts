// When to read again what may have changed: once for many reasons, and again while what was read is about to change.
import { IDisposable } from '@lumino/disposable';

const SOON = 200; // milliseconds: several reasons come at once
const AGAIN = [500, 1000, 2000, 4000, 8000];

export class Rereading implements IDisposable {
  /** `read` reads and shows, and resolves to whether that will last; where it rejects, nothing is read again. */
  constructor(private readonly read: () => Promise<boolean>) {}

  get isDisposed(): boolean {
    return this._disposed;
  }

  /** Something has changed: read in a moment, however many say so. */
  soon(): void {
    this._turn = 0;
    this._in(SOON);
  }

  /** Someone is looking: read at once. */
  now(): void {
    this._turn = 0;
    this._in(0);
  }

  dispose(): void {
    this._disposed = true;
    window.clearTimeout(this._timer);
  }

  private _in(delay: number): void {
    if (this._disposed) {
      return;
    }
    window.clearTimeout(this._timer);
    this._timer = window.setTimeout(() => void this._go(), delay);
  }

  private async _go(): Promise<void> {
    this._timer = 0;
    if (this._reading) {
      // An answer that is under way may be older than the change.
      this._in(SOON);
      return;
    }
    this._reading = true;
    const lasts = await this.read().catch(() => true);
    this._reading = false;
    if (!lasts && !this._timer && this._turn < AGAIN.length) {
      this._in(AGAIN[this._turn++]);
    }
  }

  private _timer = 0;
  private _turn = 0;
  private _reading = false;
  private _disposed = false;
}

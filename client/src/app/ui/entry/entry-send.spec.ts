import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { EntrySend } from './entry-send.ts';

@Component({
  imports: [EntrySend],
  template: `<mc-entry-send [entry]="entry" word="Melden" doing="Wird gemeldet …" [ready]="ready()" />`,
})
class Host {
  readonly ready = signal(true);
  readonly sending = signal(false);
  sent = 0;
  readonly entry = { sending: this.sending, send: () => Promise.resolve(void (this.sent += 1)) };
}

describe('EntrySend', () => {
  it('says what it does, and that it cannot do it now', async () => {
    const fixture = TestBed.createComponent(Host);
    const host = fixture.componentInstance;
    const button = async () => {
      await fixture.whenStable();
      const found = (fixture.nativeElement as HTMLElement).querySelector('button');
      if (!found) throw new Error('no button');
      return found;
    };
    const told = async () => {
      const one = await button();
      return [one.textContent.trim(), one.getAttribute('aria-disabled')];
    };
    expect(await told()).toEqual(['Melden', 'false']);
    (await button()).click();
    expect(host.sent).toBe(1);
    host.sending.set(true);
    expect(await told()).toEqual(['Wird gemeldet …', 'true']);
    host.sending.set(false);
    host.ready.set(false);
    expect(await told()).toEqual(['Melden', 'true']);
  });
});

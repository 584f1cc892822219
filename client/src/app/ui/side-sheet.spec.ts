import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { SideSheet } from './side-sheet.ts';

@Component({
  selector: 'mc-sheet-page',
  imports: [SideSheet],
  template: `
    <button type="button" id="opener" (click)="open.set(true)">Auf</button>
    @if (open()) {
      <mc-side-sheet heading="Status melden" (closed)="open.set(false)"><input id="field" /></mc-side-sheet>
    }
  `,
})
class Page {
  readonly open = signal(false);
}

describe('SideSheet', () => {
  const make = async () => {
    const fixture = TestBed.createComponent(Page);
    document.body.append(fixture.nativeElement as HTMLElement);
    await fixture.whenStable();
    const opener = document.querySelector<HTMLElement>('#opener');
    opener?.focus();
    opener?.click();
    await fixture.whenStable();
    return { fixture, opener };
  };

  it('takes the focus to its heading and gives it back', async () => {
    const { fixture, opener } = await make();
    expect(document.activeElement?.textContent).toBe('Status melden');
    document.activeElement?.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }),
    );
    await fixture.whenStable();
    expect(fixture.componentInstance.open()).toBeFalse();
    expect(document.activeElement).toBe(opener);
  });

  it('leaves Escape to what is open inside it', async () => {
    const { fixture } = await make();
    const field = document.querySelector('#field');
    field?.addEventListener('keydown', (event) => event.preventDefault());
    field?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }));
    await fixture.whenStable();
    expect(fixture.componentInstance.open()).toBeTrue();
  });
});

import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { IssueSheet } from './issue-sheet.ts';

function open() {
  TestBed.configureTestingModule({
    providers: [provideHttpClient(), provideHttpClientTesting(), provideRouter([])],
  });
  const fixture = TestBed.createComponent(IssueSheet);
  fixture.componentRef.setInput('asOf', '2021-06-30');
  fixture.detectChanges();
  const element = fixture.nativeElement as HTMLElement;
  const input = element.querySelector('input');
  const button = element.querySelector<HTMLButtonElement>('.btn.main');
  if (!input || !button) throw new Error('no form');
  return { fixture, element, input, button, http: TestBed.inject(HttpTestingController) };
}

describe('IssueSheet', () => {
  it('says that it is final before it asks', () => {
    expect(open().element.textContent).toContain('weder ändern noch zurücknehmen');
  });

  it('asks for a complete number and sends nothing without it', () => {
    const { fixture, element, input, button, http } = open();
    button.click();
    fixture.detectChanges();
    expect(element.querySelector('.error')?.textContent).toContain('GRDrs-Nummer');
    expect(input.getAttribute('aria-invalid')).toBe('true');
    http.expectNone('/api/reports');
  });

  it('shows a refusal and keeps what was typed', async () => {
    const { fixture, element, input, button, http } = open();
    input.value = '9105/2021';
    input.dispatchEvent(new Event('input'));
    button.click();
    const request = http.expectOne('/api/reports');
    expect(request.request.body).toEqual({ asOf: '2021-06-30', reference: '9105/2021' });
    request.flush(
      {
        code: 'conflict',
        title: 'Das passt nicht zum jetzigen Stand.',
        detail: 'schon vergeben',
        status: 409,
      },
      { status: 409, statusText: 'Conflict' },
    );
    await fixture.whenStable();
    fixture.detectChanges();
    expect(element.textContent).toContain('schon vergeben');
    expect(input.value).toBe('9105/2021');
  });
});

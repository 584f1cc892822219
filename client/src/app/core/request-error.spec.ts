import { HttpErrorResponse } from '@angular/common/http';
import { toRequestError } from './request-error.ts';

const problem = {
  type: 'about:blank',
  title: 'Der Datensatz wurde inzwischen geändert.',
  status: 412,
  code: 'stale',
  traceId: 'abc-1',
  detail: 'P-041 ist jetzt in Fassung 4.',
  current: { version: 4 },
};

describe('toRequestError', () => {
  it('keeps code, title, detail, trace and current values of a problem', () => {
    const error = toRequestError(new HttpErrorResponse({ status: 412, error: problem }));
    expect(error.code).toBe('stale');
    expect(error.title).toBe(problem.title);
    expect(error.detail).toBe(problem.detail);
    expect(error.traceId).toBe('abc-1');
    expect(error.current).toEqual({ version: 4 });
  });

  it('keeps every field error at once', () => {
    const errors = [
      { path: 'A', message: 'fehlt' },
      { path: 'B', message: 'ist negativ' },
    ];
    const error = toRequestError(
      new HttpErrorResponse({ status: 400, error: { ...problem, code: 'invalid-input', errors } }),
    );
    expect(error.errors).toEqual(errors);
  });

  it('reads a problem that arrived as text', () => {
    const error = toRequestError(new HttpErrorResponse({ status: 412, error: JSON.stringify(problem) }));
    expect(error.code).toBe('stale');
  });

  it('says that the server does not answer when there is no answer', () => {
    const error = toRequestError(new HttpErrorResponse({ status: 0, error: new ProgressEvent('error') }));
    expect(error.code).toBe('overloaded');
    expect(error.title).toBe('Der Server antwortet nicht.');
  });

  it('does not trust an unknown code or a page of HTML', () => {
    expect(toRequestError(new HttpErrorResponse({ status: 400, error: { code: 'made-up' } })).code).toBe(
      'internal',
    );
    expect(toRequestError(new HttpErrorResponse({ status: 502, error: '<html></html>' })).code).toBe(
      'internal',
    );
    expect(toRequestError(new TypeError('x')).code).toBe('internal');
  });
});

import { HttpClient, provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { firstValueFrom } from 'rxjs';
import { lostAnswer } from './lost-answer.ts';
import { toRequestError } from './request-error.ts';

async function detailOf(method: string, url: string): Promise<string | undefined> {
  const sent = firstValueFrom(TestBed.inject(HttpClient).request(method, url)).then(
    () => undefined,
    (error: unknown) => toRequestError(error).detail,
  );
  TestBed.inject(HttpTestingController).expectOne(url).error(new ProgressEvent('error'));
  return sent;
}

describe('lostAnswer', () => {
  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: [provideHttpClient(withInterceptors([lostAnswer])), provideHttpClientTesting()],
    });
  });

  it('does not say that nothing was saved when a change was not answered', async () => {
    for (const [method, url] of [
      ['POST', '/api/orders'],
      ['PATCH', '/api/projects/7/status?asOf=2021-03-31'],
      ['DELETE', '/api/session'],
    ] as const)
      expect(await detailOf(method, url))
        .withContext(url)
        .toMatch(/^Ob gespeichert wurde, ist nicht sicher\./u);
  });

  it('leaves questions alone: by them nothing is ever saved', async () => {
    for (const [method, url] of [
      ['GET', '/api/orders'],
      ['POST', '/api/requests/preview'],
      ['POST', '/api/rules/simulate'],
      ['POST', '/api/import-profiles/preview/errors.csv'],
    ] as const)
      expect(await detailOf(method, url))
        .withContext(url)
        .toMatch(/Es wurde nichts gespeichert\.$/u);
  });
});

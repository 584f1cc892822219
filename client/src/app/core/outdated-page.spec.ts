import { NavigationError } from '@angular/router';
import { reloadOutdatedPage } from './outdated-page.ts';

describe('reloadOutdatedPage', () => {
  beforeEach(() => {
    sessionStorage.clear();
  });

  it('leaves errors alone that have another cause', () => {
    reloadOutdatedPage(new NavigationError(1, '/x', new Error('Zahl fehlt')));
    expect(sessionStorage.length).toBe(0);
  });

  it('does not try the same address twice', () => {
    sessionStorage.setItem('reloaded-for', '/x');
    const error = new TypeError('Failed to fetch dynamically imported module: /chunk.js');
    expect(() => {
      reloadOutdatedPage(new NavigationError(1, '/x', error));
    }).not.toThrow();
    expect(sessionStorage.getItem('reloaded-for')).toBe('/x');
  });
});

import type { NavigationError } from '@angular/router';

/** Said by Chromium, Firefox and Safari when a lazy file is gone. */
const MISSING_FILE = /dynamically imported module|Importing a module script failed/iu;
const TRIED = 'reloaded-for';

/**
 * After an update the files of the page that is open are gone from the server: loads the wanted address anew,
 * once. When that does not help, the error is shown as any other.
 */
export function reloadOutdatedPage(failure: NavigationError): void {
  if (!MISSING_FILE.test(String(failure.error)) || sessionStorage.getItem(TRIED) === failure.url) return;
  sessionStorage.setItem(TRIED, failure.url);
  window.location.assign(failure.url);
}

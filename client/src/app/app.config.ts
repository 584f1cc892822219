import { APP_BASE_HREF } from '@angular/common';
import { provideHttpClient, withInterceptors } from '@angular/common/http';
import type { ApplicationConfig } from '@angular/core';
import { provideBrowserGlobalErrorListeners } from '@angular/core';
import {
  TitleStrategy,
  provideRouter,
  withComponentInputBinding,
  withInMemoryScrolling,
  withNavigationErrorHandler,
} from '@angular/router';
import { routes } from './app.routes.ts';
import { lostAnswer } from './core/lost-answer.ts';
import { reloadOutdatedPage } from './core/outdated-page.ts';
import { refusedSession } from './core/refused-session.ts';
import { sameAccount } from './core/same-account.ts';
import { PageTitle } from './core/page-title.ts';

export const appConfig: ApplicationConfig = {
  providers: [
    provideBrowserGlobalErrorListeners(),
    // Said here instead of in a base tag, so that the CSP can forbid base tags.
    { provide: APP_BASE_HREF, useValue: '/' },
    { provide: TitleStrategy, useExisting: PageTitle },
    provideHttpClient(withInterceptors([lostAnswer, refusedSession, sameAccount])),
    provideRouter(
      routes,
      withComponentInputBinding(),
      withInMemoryScrolling({ anchorScrolling: 'enabled', scrollPositionRestoration: 'enabled' }),
      withNavigationErrorHandler(reloadOutdatedPage),
    ),
  ],
};

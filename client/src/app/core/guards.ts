import { inject } from '@angular/core';
import { Router } from '@angular/router';
import type { CanActivateFn } from '@angular/router';
import type { Action } from '#shared/permissions.ts';
import { Notices } from './notices.ts';
import { Session } from './session.ts';

/** Only for people who are signed in; others go to the sign-in page and come back afterwards. */
export const signedIn: CanActivateFn = async (_route, state) => {
  const session = inject(Session);
  const router = inject(Router);
  await session.ensureLoaded();
  if (session.user()) return true;
  return router.createUrlTree(['/anmelden'], { queryParams: state.url === '/' ? {} : { weiter: state.url } });
};

/** Only for roles that may do this; others go to where their role begins and are told. The server refuses anyway. */
export function mayOpen(action: Action, title: string): CanActivateFn {
  return () => {
    const session = inject(Session);
    if (session.may(action)) return true;
    inject(Notices).show(
      `Die Seite „${title}“ ist für Ihre Rolle nicht freigegeben. Hier beginnt, was Sie sehen dürfen.`,
    );
    return inject(Router).parseUrl(session.home());
  };
}

/** `/` leads to where the role begins. */
export const toHome: CanActivateFn = () => inject(Router).parseUrl(inject(Session).home());

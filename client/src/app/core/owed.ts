import { Injectable, computed, inject } from '@angular/core';
import type { OwedList } from '#shared/rounds/rounds.ts';
import { AsOf } from './as-of.ts';
import { asked } from './asked.ts';
import { Session } from './session.ts';

/** What the person owes in open rounds at the Stichtag; the navigation counts it, whoever reports or decides reloads it. */
@Injectable({ providedIn: 'root' })
export class Owed {
  private readonly session = inject(Session);
  private readonly asOf = inject(AsOf);
  private readonly resource = asked<OwedList>(() => {
    const date = this.asOf.date();
    return date && this.session.user() && this.session.may('projects:report-status')
      ? `/api/rounds/owed?asOf=${date}`
      : undefined;
  });
  /** Undefined for whoever reports nothing. */
  readonly list = this.resource.value;
  /** To be sent, or to be sent again. */
  readonly count = computed(() => this.list()?.toSend ?? 0);

  reload(): void {
    this.resource.reload();
  }
}

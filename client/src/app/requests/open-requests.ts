import { Injectable, computed, inject } from '@angular/core';
import type { RequestList } from '#shared/approvals/requests.ts';
import { asked } from '../core/asked.ts';
import { Session } from '../core/session.ts';

/** How many requests wait for a second person; the navigation shows it, whoever sends or decides one reloads it. */
@Injectable({ providedIn: 'root' })
export class OpenRequests {
  private readonly session = inject(Session);
  private readonly resource = asked<RequestList>(() =>
    this.session.user() && this.session.may('requests:read') ? '/api/requests?state=open' : undefined,
  );
  private readonly list = this.resource.value;

  readonly count = computed(() => this.list()?.open ?? 0);

  reload(): void {
    this.resource.reload();
  }
}

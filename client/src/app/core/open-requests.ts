import { httpResource } from '@angular/common/http';
import { Injectable, computed, inject } from '@angular/core';
import type { RequestList } from '#shared/approvals/requests.ts';
import { kept } from './kept.ts';
import { Session } from './session.ts';

/** How many requests wait for a second person; the navigation shows it, whoever sends or decides one reloads it. */
@Injectable({ providedIn: 'root' })
export class OpenRequests {
  private readonly session = inject(Session);
  private readonly resource = httpResource<RequestList>(() =>
    this.session.user() && this.session.may('requests:read') ? '/api/requests?state=open' : undefined,
  );
  private readonly list = kept(this.resource);

  readonly count = computed(() => this.list()?.open ?? 0);

  reload(): void {
    this.resource.reload();
  }
}

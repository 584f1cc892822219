import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input, output, signal } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import type { OwnAccess } from '#shared/accounts/own-access.ts';
import { SIGN_IN_WAY_WORDS } from '#shared/session/session.ts';
import { Notices } from '../core/notices.ts';
import { toRequestError } from '../core/request-error.ts';
import type { RequestError } from '../core/request-error.ts';
import { SectionHead } from '../ui/section-head.ts';
import { FailedState } from '../ui/states.ts';
import { Table } from '../ui/table.ts';
import { when } from './when.ts';

/** Where one is signed in, and an end to all but this. */
@Component({
  selector: 'mc-sessions-section',
  imports: [FailedState, SectionHead, Table],
  template: `
    <section class="sec" aria-labelledby="h-sessions">
      <mc-section-head
        headingId="h-sessions"
        heading="Offene Sitzungen"
        sentence="Browser, in denen Sie angemeldet sind. Eine, die Sie nicht kennen, beenden Sie hier."
      />
      @if (refused(); as error) {
        <mc-failed [error]="error" kept="Es wurde nichts beendet." [retryable]="false" />
      }
      <mc-table caption="Offene Sitzungen" [heads]="['angemeldet', 'womit', 'zuletzt benutzt']">
        <tbody>
          @for (one of access().sessions; track $index) {
            <tr>
              <th scope="row">
                {{ when(one.createdAt) }}
                @if (one.own) {
                  <span class="tag">diese hier</span>
                }
              </th>
              <td>{{ wayWords[one.way] }}</td>
              <td>{{ when(one.lastSeenAt) }}</td>
            </tr>
          }
        </tbody>
      </mc-table>
      @if (others() > 0) {
        <p class="do">
          <button type="button" class="btn" [attr.aria-disabled]="busy()" (click)="end()">
            Alle anderen beenden
          </button>
        </p>
      }
    </section>
  `,
  styleUrl: './own-access.css',
})
export class SessionsSection {
  readonly access = input.required<OwnAccess>();
  readonly changed = output<OwnAccess>();

  private readonly http = inject(HttpClient);
  private readonly notices = inject(Notices);
  protected readonly wayWords = SIGN_IN_WAY_WORDS;
  protected readonly when = when;
  protected readonly busy = signal(false);
  protected readonly refused = signal<RequestError | null>(null);
  protected readonly others = computed(() => this.access().sessions.filter((one) => !one.own).length);

  protected async end(): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.refused.set(null);
    try {
      const ended = this.http.post<OwnAccess>('/api/account/end-other-sessions', {});
      this.changed.emit(await firstValueFrom(ended));
      this.notices.show('Alle anderen Sitzungen sind beendet.');
    } catch (error) {
      this.refused.set(toRequestError(error));
    } finally {
      this.busy.set(false);
    }
  }
}

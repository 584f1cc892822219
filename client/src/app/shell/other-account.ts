import { Component, computed, inject } from '@angular/core';
import { Router } from '@angular/router';
import { ROLE_WORDS } from '#shared/permissions.ts';
import { Session } from '../core/session.ts';

/** Says that somebody else is signed in by now: what is on the page stays, and nothing is sent from it any more. */
@Component({
  selector: 'mc-other-account',
  template: `
    <div role="alert">
      @if (session.other(); as other) {
        <p>
          <b>Angemeldet ist jetzt {{ other.name }} ({{ roleWords[other.role] }}).</b>
          Diese Seite gehört noch {{ own() }}: Von hier wird nichts mehr gespeichert, Ihre Eingaben bleiben
          stehen.
        </p>
        <p>
          <button type="button" class="btn" (click)="goOn()">Als {{ other.name }} weiterarbeiten</button>
          <button type="button" class="btn text" (click)="signIn()">Wieder als {{ own() }} anmelden</button>
        </p>
      }
    </div>
  `,
  styleUrl: './other-account.css',
})
export class OtherAccount {
  protected readonly session = inject(Session);
  private readonly router = inject(Router);
  protected readonly roleWords = ROLE_WORDS;
  protected readonly own = computed(() => this.session.user()?.name ?? '');

  /** The page anew, as the person who is signed in. */
  protected goOn(): void {
    window.location.reload();
  }

  protected signIn(): void {
    void this.router.navigate(['/anmelden'], { queryParams: { weiter: this.router.url } });
  }
}

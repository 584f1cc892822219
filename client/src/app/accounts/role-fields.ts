import { Component, computed, input } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import type { FieldTree } from '@angular/forms/signals';
import type { AccountList } from '#shared/accounts/accounts.ts';
import { mayNameOffice } from '#shared/accounts/role-rules.ts';
import { ROLES, ROLE_WORDS } from '#shared/permissions.ts';
import type { Role } from '#shared/permissions.ts';

/** What is typed about a role; an empty office is none. */
export interface TypedRole {
  role: Role;
  office: string;
}

/** The office as it is sent: of a role that may name one, and only if one was chosen. */
export function officeOf({ role, office }: TypedRole): string | null {
  return mayNameOffice(role) && office !== '' ? office : null;
}

/** A role, and the office it answers for where it may name one. */
@Component({
  selector: 'mc-role-fields',
  imports: [FormField],
  template: `
    <div class="f">
      <label [for]="fieldId() + '-role'">Rolle</label>
      <select
        [id]="fieldId() + '-role'"
        [attr.aria-describedby]="fieldId() + '-role-hint'"
        [formField]="role()"
      >
        @for (one of roles; track one[0]) {
          <option [value]="one[0]">{{ one[1] }}</option>
        }
      </select>
      <p class="hint" [id]="fieldId() + '-role-hint'">
        {{ needsTwo() ? 'Diese Rolle entscheidet: Eine zweite Verwaltung gibt sie frei.' : hint() }}
      </p>
    </div>
    @if (officeAsked()) {
      <div class="f">
        <label [for]="fieldId() + '-office'">Amt</label>
        <select
          [id]="fieldId() + '-office'"
          [attr.aria-invalid]="officeFault() ? 'true' : null"
          [attr.aria-describedby]="fieldId() + '-office-note'"
          [formField]="office()"
        >
          <option value="">ohne Amt</option>
          @for (one of offices(); track one.code) {
            <option [value]="one.code">{{ one.name }}</option>
          }
        </select>
        <p class="error" [id]="fieldId() + '-office-note'">{{ officeFault() }}</p>
      </div>
    }
  `,
  styles: `
    :host {
      display: contents;
    }
    select {
      width: 100%;
    }
  `,
})
export class RoleFields {
  readonly fieldId = input.required<string>();
  readonly role = input.required<FieldTree<Role>>();
  readonly office = input.required<FieldTree<string>>();
  readonly offices = input.required<AccountList['offices']>();
  /** Whether a second administrator decides about what is typed. */
  readonly needsTwo = input.required<boolean>();
  /** From when it counts where one is enough. */
  readonly hint = input.required<string>();
  /** What is wrong about the office; '' = nothing. */
  readonly officeFault = input.required<string>();

  protected readonly roles = ROLES.map((role) => [role, ROLE_WORDS[role]] as const);
  protected readonly officeAsked = computed(() => mayNameOffice(this.role()().value()));
}

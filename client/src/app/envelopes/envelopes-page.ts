import { Component, computed, inject, signal } from '@angular/core';
import { counted } from '#shared/counted.ts';
import type { EnvelopeList, EnvelopeRow } from '#shared/envelopes/envelopes.ts';
import { AsOf } from '../core/as-of.ts';
import { asked } from '../core/asked.ts';
import { Session } from '../core/session.ts';
import { AskedState } from '../ui/asked-state.ts';
import { IsoDatePipe } from '../ui/iso-date-pipe.ts';
import { Money } from '../ui/money.ts';
import { EmptyState } from '../ui/states.ts';
import { ExportLink } from '../ui/export-link.ts';
import { Table } from '../ui/table.ts';
import { EnvelopeEndSheet } from './envelope-end-sheet.ts';
import { EnvelopeSheet } from './envelope-sheet.ts';

/** Finanzrahmen: the ceilings a council gave the programme, each with what it covers; they overlap and are never added. */
@Component({
  selector: 'mc-envelopes-page',
  imports: [ExportLink, AskedState, EmptyState, EnvelopeEndSheet, EnvelopeSheet, IsoDatePipe, Money, Table],
  template: `
    <div [class.with-sheet]="open()">
      <div>
        <div class="head">
          <h1>Finanzrahmen</h1>
          <span class="sub">{{ subtitle() }}</span>
          <div class="act">
            @if (list(); as data) {
              <mc-export-link path="/api/envelopes.xlsx" [filter]="{ asOf: data.asOf }" what="alle Rahmen" />
            }
            @if (mayEdit) {
              <button type="button" class="btn" (click)="open.set('new')">Neuer Rahmen</button>
            }
          </div>
        </div>
        <p class="lead">
          Was der Gemeinderat dem Programm als Ganzes gegeben hat. Jeder Rahmen hat seinen eigenen Umfang;
          Rahmen überlappen und werden nie addiert. Ein Rahmen wird nicht geändert: Er endet, und ein anderer
          gilt weiter.
        </p>
        <mc-asked [of]="answer" what="Rahmen" />
        @if (list(); as data) {
          @if (data.rows.length === 0) {
            <mc-empty
              sentence="Es gibt noch keinen Rahmen. Ohne ihn fehlt der Übersicht, woran gemessen wird."
            >
              @if (!mayEdit) {
                <span>Anlegen kann ihn das Programmbüro oder das Finanzcontrolling.</span>
              }
            </mc-empty>
          } @else {
            <mc-table
              caption="Finanzrahmen in ihrer Reihenfolge"
              [heads]="[
                'Rahmen',
                { word: 'Obergrenze €', numeric: true },
                'Umfang',
                'gilt',
                { word: 'Ende', hidden: true },
              ]"
            >
              <tbody>
                @for (row of data.rows; track row.id) {
                  <tr>
                    <th scope="row">
                      {{ row.name }}
                      @if (!row.counts) {
                        <span class="tag">{{ row.to && row.to < data.asOf ? 'beendet' : 'künftig' }}</span>
                      }
                      <span class="l2">{{ row.note }}</span>
                    </th>
                    <td class="r"><mc-money [value]="row.ceilingCents" /></td>
                    <td>{{ row.scopeText }}</td>
                    <td>
                      ab {{ row.from | isoDate }}
                      @if (row.to; as to) {
                        bis {{ to | isoDate }}
                      }
                    </td>
                    <td>
                      @if (mayEdit) {
                        <button
                          type="button"
                          class="btn"
                          [attr.aria-label]="row.name + (row.to ? ': Ende zurücknehmen' : ' beenden')"
                          (click)="open.set(row)"
                        >
                          {{ row.to ? 'Ende zurücknehmen' : 'Beenden' }}
                        </button>
                      }
                    </td>
                  </tr>
                }
              </tbody>
            </mc-table>
          }
        }
      </div>
      @if (open(); as what) {
        @if (list(); as data) {
          @if (what === 'new') {
            <mc-envelope-sheet [list]="data" (saved)="done()" (closed)="open.set(null)" />
          } @else {
            <mc-envelope-end-sheet
              [row]="what"
              [asOf]="data.asOf"
              (saved)="done()"
              (closed)="open.set(null)"
            />
          }
        }
      }
    </div>
  `,
})
export class EnvelopesPage {
  private readonly asOf = inject(AsOf);
  protected readonly mayEdit = inject(Session).may('envelopes:edit');
  protected readonly answer = asked<EnvelopeList>(() => {
    const asOf = this.asOf.date();
    return asOf === null ? undefined : { url: '/api/envelopes', params: { asOf } };
  });
  protected readonly list = this.answer.value;
  protected readonly open = signal<EnvelopeRow | 'new' | null>(null);
  protected readonly subtitle = computed(() => {
    const list = this.list();
    return list
      ? `${counted(list.rows.filter((row) => row.counts).length, 'Rahmen', 'Rahmen')} am Stichtag`
      : '';
  });

  protected done(): void {
    this.open.set(null);
    this.answer.reload();
  }
}

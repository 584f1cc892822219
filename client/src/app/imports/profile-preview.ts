import { HttpClient } from '@angular/common/http';
import { Component, inject, input } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import type { ProfilePreview } from '#shared/imports/profile-edit.ts';
import { Table } from '../ui/table.ts';

/** What a profile makes of the sample: per cell the text and below it the value that was read. */
@Component({
  imports: [Table],
  selector: 'mc-profile-preview',
  template: `
    @if (preview().fileFault; as fault) {
      <p class="error" role="alert">{{ fault }}</p>
    } @else if (preview().columns.length === 0) {
      <p class="hint">
        {{
          preview().faults.length > 0 ? 'Das Profil hat noch Fehler.' : 'Noch keine Beispieldatei gewählt.'
        }}
      </p>
    } @else {
      <p role="status">
        {{ preview().rowsTotal.toLocaleString('de-DE') }} Zeilen:
        {{ preview().read.toLocaleString('de-DE') }} Buchungen,
        {{ preview().leftOut.toLocaleString('de-DE') }} ausgelassen,
        {{ preview().rejected.toLocaleString('de-DE') }} fehlerhaft.
      </p>
      <dl>
        @for (sum of preview().sums; track sum.name) {
          <div>
            <dt>{{ sum.name }}</dt>
            <dd>
              {{ sum.value }}
              @if (sum.ok !== null) {
                <b [class.neg]="!sum.ok">{{ sum.ok ? '✓ stimmt' : '✗ stimmt nicht' }}</b>
              }
            </dd>
          </div>
        }
      </dl>
      @if (preview().notices.length > 0) {
        <ul class="notices">
          @for (notice of preview().notices; track notice) {
            <li>{{ notice }}</li>
          }
        </ul>
      }
      @if (preview().errorsTotal > 0) {
        <button type="button" class="btn" (click)="download()">
          Alle {{ preview().errorsTotal.toLocaleString('de-DE') }} Fehler als CSV
        </button>
      }
      <mc-table caption="Gelesene Zeilen">
        <thead>
          <tr>
            <th scope="col" class="r">Zeile</th>
            @for (column of preview().columns; track column.name) {
              <th scope="col">
                {{ column.name }}<br /><span class="hint">{{ column.field || 'nur geprüft' }}</span>
              </th>
            }
            <th scope="col">Ergebnis</th>
          </tr>
        </thead>
        <tbody>
          @for (row of preview().rows; track row.line) {
            <tr>
              <th scope="row" class="r">{{ row.line }}</th>
              @for (cell of row.cells; track $index) {
                <td>
                  <code>{{ cell.text || '(leer)' }}</code>
                  @if (cell.fault; as fault) {
                    <br /><span class="neg">{{ fault }}</span>
                  } @else if (cell.value) {
                    <br />{{ cell.value }}
                  }
                </td>
              }
              <td>
                <b>{{ words[row.outcome] }}</b>
                @if (row.note; as note) {
                  <br /><span class="hint">{{ note }}</span>
                }
              </td>
            </tr>
          }
        </tbody>
      </mc-table>
    }
  `,
  styles: `
    dl div {
      display: flex;
      flex-wrap: wrap;
      gap: var(--s-2);
    }
    dt {
      color: var(--ink-2);
    }
    dd {
      margin: 0;
    }
    td,
    tbody th {
      vertical-align: top;
    }
    mc-table {
      margin-top: var(--s-3);
      --table-most: 70vh;
    }
    .neg {
      color: var(--danger);
    }
  `,
})
export class ProfilePreviewSection {
  readonly preview = input.required<ProfilePreview>();
  readonly profile = input.required<Record<string, unknown> | null>();
  readonly sampleId = input.required<string | null>();

  private readonly http = inject(HttpClient);
  protected readonly words = {
    read: 'gelesen',
    'left-out': 'ausgelassen',
    totals: 'Summenzeile',
    rejected: 'fehlerhaft',
  };

  protected async download(): Promise<void> {
    const body = { profile: this.profile(), sampleId: this.sampleId() };
    const file = await firstValueFrom(
      this.http.post('/api/import-profiles/preview/errors.csv', body, { responseType: 'blob' }),
    );
    const link = document.createElement('a');
    link.href = URL.createObjectURL(file);
    link.download = 'fehler.csv';
    link.click();
    URL.revokeObjectURL(link.href);
  }
}

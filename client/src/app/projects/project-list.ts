import { Component, computed, input, output, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { containsWords } from '#shared/filter/filter.ts';
import type { ProjectRow } from '#shared/projects/projects.ts';
import { BulletBar } from '../ui/bullet-bar.ts';
import { LightMark } from '../ui/light-mark.ts';
import { Money } from '../ui/money.ts';
import { milestoneLine, sourceLine } from '#shared/projects/project-words.ts';
import { missingReportText } from './project-words.ts';

/** The projects for narrow screens: one list item per project with labelled rows instead of a grid. */
@Component({
  selector: 'mc-project-list',
  imports: [BulletBar, LightMark, Money, RouterLink],
  templateUrl: './project-list.html',
  styleUrl: './project-list.css',
})
export class ProjectList {
  /** Empty at first, because the page's heading asks for `shown()` before the list has got them. */
  readonly projects = input<readonly ProjectRow[]>([]);
  /** Projects the reader may report on get a button. */
  readonly mayReport = input.required<(project: ProjectRow) => boolean>();
  readonly report = output<ProjectRow>();
  /** Those chosen to be changed together; null = nothing is chosen here. */
  readonly chosen = input<ReadonlySet<number> | null>(null);
  readonly toggled = output<ProjectRow>();

  protected readonly search = signal('');
  /** The projects that pass the search. */
  readonly shown = computed(() => {
    return this.projects().filter((project) =>
      containsWords(
        `${project.name} ${sourceLine(project)} ${project.nextMilestone?.name ?? ''}`,
        this.search(),
      ),
    );
  });
  protected readonly dimensions = [
    { key: 'overall', label: 'Gesamt' },
    { key: 'time', label: 'Termin' },
    { key: 'cost', label: 'Kosten' },
    { key: 'scope', label: 'Umfang' },
  ] as const;
  protected readonly source = sourceLine;
  protected readonly missing = missingReportText;
  protected readonly milestone = milestoneLine;
}

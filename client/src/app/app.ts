import { Component, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { Appearance } from './core/appearance.ts';
import { Sprite } from './ui/sprite.ts';

/** The root: the drawn symbols and the pages. The frame around signed-in pages is `shell/`. */
@Component({
  selector: 'mc-app',
  imports: [RouterOutlet, Sprite],
  template: '<mc-sprite /><router-outlet />',
})
export class App {
  /** Asked for here so that the chosen appearance holds from the first page on. */
  protected readonly appearance = inject(Appearance);
}

import { Component } from '@angular/core';

/**
 * The drawn symbols, once per page; every other component refers to them with `<use href="#…">`.
 * `l-g l-y l-r l-o` lights as declared, with `h` as computed; `t-u t-s t-d` trends; `#obligo` the hatch.
 */
@Component({
  selector: 'mc-sprite',
  templateUrl: './sprite.html',
  host: { 'aria-hidden': 'true' },
})
export class Sprite {}

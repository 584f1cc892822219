import { bootstrapApplication } from '@angular/platform-browser';
import { App } from './app/app.ts';
import { appConfig } from './app/app.config.ts';

bootstrapApplication(App, appConfig).catch((error: unknown) => {
  // Without an application only the bare page can say so.
  document.body.textContent = 'MoveS-Cockpit konnte nicht starten. Bitte laden Sie die Seite neu.';
  throw error;
});

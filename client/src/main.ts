import { bootstrapApplication } from '@angular/platform-browser';
import { App } from './app/app.ts';
import { appConfig } from './app/app.config.ts';

// Without an application there is no place to show the error but the console.
bootstrapApplication(App, appConfig).catch((error: unknown) => console.error(error));

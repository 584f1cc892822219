const { existsSync } = require('node:fs');

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
process.env.CHROME_BIN ??= installed.find((path) => existsSync(path)) ?? '';

/** Prints failures as they happen and one line with the counts at the end; nothing for what passes. */
function CountingReporter(baseReporterDecorator) {
  baseReporterDecorator(this);
  const counts = { passed: 0, failed: 0, skipped: 0 };
  this.onSpecComplete = (browser, result) => {
    if (result.skipped) counts.skipped += 1;
    else if (result.success) counts.passed += 1;
    else {
      counts.failed += 1;
      this.specFailure(browser, result);
    }
  };
  this.onRunComplete = () => {
    const { passed, failed, skipped } = counts;
    this.write(
      `client: ${passed + failed + skipped} tests, ${passed} passed, ${failed} failed, ${skipped} skipped\n`,
    );
  };
}
CountingReporter.$inject = ['baseReporterDecorator'];

module.exports = (config) =>
  config.set({
    frameworks: ['jasmine'],
    plugins: [
      require('karma-jasmine'),
      require('karma-chrome-launcher'),
      { 'reporter:counting': ['type', CountingReporter] },
    ],
    reporters: ['counting'],
    browsers: ['Chromium'],
    customLaunchers: {
      Chromium: {
        base: 'ChromeHeadless',
        // A root user has no sandbox; the rest keeps the browser from calling home during tests.
        flags: [
          '--no-sandbox',
          '--disable-background-networking',
          '--disable-component-update',
          '--disable-sync',
          '--no-first-run',
        ],
      },
    },
    client: { jasmine: { random: true, failSpecWithNoExpectations: true }, clearContext: false },
    logLevel: config.LOG_WARN,
    singleRun: true,
    autoWatch: false,
    restartOnFileChange: false,
  });

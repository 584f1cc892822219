/** Every way a request can be refused: code ↔ HTTP status ↔ German title. One class on both sides. */
export const ERRORS = {
  'sign-in-required': [401, 'Bitte melden Sie sich an.'],
  'sign-in-failed': [401, 'Die Anmeldung ist fehlgeschlagen.'],
  forbidden: [403, 'Dazu fehlt Ihnen die Berechtigung.'],
  'four-eyes': [403, 'Vier Augen: Was Sie selbst beantragt haben, entscheidet eine andere Person.'],
  'origin-refused': [403, 'Die Anfrage kam nicht von dieser Anwendung und wurde abgelehnt.'],
  'not-found': [404, 'Das gibt es hier nicht.'],
  'method-not-allowed': [405, 'Diese Methode ist hier nicht erlaubt.'],
  'invalid-input': [400, 'Die Eingabe ist unvollständig oder falsch.'],
  'unknown-field': [400, 'Die Eingabe enthält ein unbekanntes Feld.'],
  'invalid-parameter': [400, 'Eine Angabe ist falsch.'],
  'account-changed': [409, 'Inzwischen ist jemand anderes angemeldet. Es wurde nichts gespeichert.'],
  conflict: [409, 'Das passt nicht zum jetzigen Stand.'],
  'import-exists': [409, 'Diese Datei wurde schon eingelesen.'],
  'import-conflict': [409, 'Zeilen der Datei stehen schon mit anderem Betrag im Bestand.'],
  'plan-outdated': [409, 'Der Bestand hat sich seit der Vorschau geändert.'],
  'period-closed': [409, 'Die Periode ist geschlossen.'],
  'period-held': [409, 'Die Periode ist angehalten.'],
  'request-decided': [409, 'Über diesen Antrag ist schon entschieden.'],
  stale: [412, 'Der Datensatz wurde inzwischen geändert.'],
  'file-too-large': [413, 'Die Datei ist zu groß.'],
  'unpacked-too-large': [413, 'Die Datei ist entpackt zu groß.'],
  'file-type-refused': [415, 'Dieser Dateityp ist nicht erlaubt.'],
  'file-unreadable': [422, 'Die Datei lässt sich nicht lesen.'],
  'rows-invalid': [422, 'Die Datei enthält fehlerhafte Zeilen.'],
  'control-total-mismatch': [422, 'Die Kontrollsumme stimmt nicht.'],
  'idempotency-key-reused': [422, 'Dieser Vorgangsschlüssel gehört zu einer anderen Anfrage.'],
  'rule-violated': [422, 'Das lässt eine fachliche Regel nicht zu.'],
  'precondition-required': [428, 'Die Anfrage nennt nicht, welchen Stand sie ändern will (If-Match).'],
  'account-required': [
    428,
    'Die Anfrage nennt nicht, in wessen Namen sie kommt. Es wurde nichts gespeichert.',
  ],
  'too-many-attempts': [429, 'Zu viele Versuche. Bitte warten Sie.'],
  internal: [500, 'Ein unerwarteter Fehler ist aufgetreten. Es wurde nichts gespeichert.'],
  'saved-unanswered': [
    500,
    'Es wurde gespeichert, aber die Antwort fehlt. Bitte laden Sie die Seite neu, statt noch einmal zu senden.',
  ],
  'report-corrupt': [500, 'Der gespeicherte Bericht stimmt nicht mit seiner Prüfsumme überein.'],
  overloaded: [503, 'Der Dienst ist gerade überlastet. Bitte versuchen Sie es gleich noch einmal.'],
  stopping: [
    503,
    'Der Dienst wird gerade beendet. Es wurde nichts gespeichert; bitte versuchen Sie es gleich noch einmal.',
  ],
  'provider-away': [503, 'Die Anmeldung der Stadt ist gerade nicht erreichbar.'],
  'database-away': [503, 'Die Datenbank ist gerade nicht erreichbar. Es wurde nichts gespeichert.'],
  'outcome-unknown': [
    503,
    'Die Verbindung zur Datenbank brach beim Speichern ab. Ob gespeichert wurde, ist nicht sicher: Bitte sehen Sie nach, bevor Sie es noch einmal senden.',
  ],
  'storage-full': [507, 'Der Speicher ist voll. Es wurde nichts gespeichert.'],
} as const satisfies Record<string, readonly [number, string]>;

export type ErrorCode = keyof typeof ERRORS;

/** One fault at one place: a form field, a parameter, a file's row and column. */
export interface FieldError {
  path: string;
  message: string;
}

/** The body of every refusal, `application/problem+json` (RFC 9457). */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: ErrorCode;
  traceId: string;
  detail?: string;
  errors?: FieldError[];
  /** For `stale`: the values as they are now. */
  current?: unknown;
}

/** A refusal on purpose. `detail` says what happened, where, and what was kept. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly title: string;
  readonly detail: string | undefined;
  readonly errors: readonly FieldError[];
  readonly current: unknown;
  /** When it is worth trying again, for `Retry-After`. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: ErrorCode,
    detail?: string,
    more: {
      errors?: readonly FieldError[];
      current?: unknown;
      title?: string;
      cause?: unknown;
      retryAfterSeconds?: number;
    } = {},
  ) {
    const [status, title] = ERRORS[code];
    super(detail ?? more.title ?? title, 'cause' in more ? { cause: more.cause } : undefined);
    this.name = 'AppError';
    this.code = code;
    this.status = status;
    this.title = more.title ?? title;
    this.detail = detail;
    this.errors = more.errors ?? [];
    this.current = more.current;
    this.retryAfterSeconds = more.retryAfterSeconds;
  }
}

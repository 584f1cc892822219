/**
 * Why the sign-in of the city let nobody in, as `/anmelden?fehler=…` names it, and what is said there: what happened
 * and whom to ask.
 */
export const SIGN_IN_FAULTS = {
  'nicht-erreichbar':
    'Die Anmeldung der Stadt ist gerade nicht erreichbar. Bitte versuchen Sie es in einigen Minuten noch einmal; bleibt es dabei, hilft der IT-Service der Stadt.',
  fehlgeschlagen:
    'Die Anmeldung der Stadt hat sich nicht prüfen lassen. Bitte melden Sie sich noch einmal an; bleibt es dabei, wenden Sie sich an die Verwaltung der Anwendung.',
  abgelaufen:
    'Die Anmeldung hat zu lange gedauert oder wurde in einem anderen Fenster begonnen. Bitte melden Sie sich noch einmal an.',
  abgelehnt:
    'Die Anmeldung der Stadt hat Sie nicht angemeldet. Ob Ihr Konto für diese Anwendung freigegeben ist, weiß der IT-Service der Stadt.',
  'ohne-rolle':
    'Sie sind angemeldet, aber keine Ihrer Gruppen gibt Ihnen hier eine Rolle. Bitte lassen Sie sich vom IT-Service der Stadt in die Gruppe Ihrer Aufgabe aufnehmen; welche das ist, weiß die Verwaltung der Anwendung.',
  'mehrere-rollen':
    'Ihre Gruppen geben Ihnen hier verschiedene Rollen; es darf nur eine sein. Bitte lassen Sie den IT-Service der Stadt und die Verwaltung der Anwendung klären, welche gilt.',
  'zu-viele-gruppen':
    'Der Identitätsdienst nennt Ihre Gruppen nicht, weil es zu viele sind. Bitte wenden Sie sich an die Verwaltung der Anwendung: Der Dienst soll nur die Gruppen dieser Anwendung nennen.',
  gesperrt:
    'Ihr Konto ist in dieser Anwendung gesperrt. Bitte wenden Sie sich an die Verwaltung der Anwendung.',
} as const;

export type SignInFault = keyof typeof SIGN_IN_FAULTS;

/** What is said about a fault of the address; undefined for one that does not exist. */
export function signInFaultText(fault: string | undefined): string | undefined {
  return fault !== undefined && Object.hasOwn(SIGN_IN_FAULTS, fault)
    ? SIGN_IN_FAULTS[fault as SignInFault]
    : undefined;
}

/** What the city and its programme are called, and who signs. */
export interface CityNames {
  /** `Landeshauptstadt Stuttgart` */
  name: string;
  /** Before the date of a report: `Stuttgart`. */
  place: string;
  /** `Digital MoveS` */
  programme: string;
  /** Lines below the name in the head of a report; '' = none. */
  sender: string;
}

/** Until somebody says what the city is called. */
export const NEUTRAL_CITY: CityNames = {
  name: 'Stadtverwaltung',
  place: '',
  programme: 'Digitalisierungsprogramm',
  sender: '',
};

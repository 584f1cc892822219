/** Stands for a year of four digits in the name of an amount column. */
export const YEAR_PLACE = '{Jahr}';

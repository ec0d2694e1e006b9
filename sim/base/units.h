/**
 * units.h - units of time.
 */
#ifndef BASE_UNITS_H
#define BASE_UNITS_H

/** Mean length of a year of the Julian calendar in days. */
#define DAYS_PER_YEAR 365.25

#endif

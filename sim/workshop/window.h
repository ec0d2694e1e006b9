/**
 * window.h - counts the events in the world between two days, in each continuation
 * (continuation.h).
 */
#ifndef WORKSHOP_WINDOW_H
#define WORKSHOP_WINDOW_H

#include "workshop/continuation.h"
#include "workshop/paired.h"

struct window_measure {
    const char *name;
    enum paired_kind kind;
    const char *unit, *doc;
};

enum { WINDOW_MEASURES = 12 };

/** The measures, in the order of the values of the watcher. */
extern const struct window_measure window_measures[WINDOW_MEASURES];
extern const struct continuation_watcher window_watcher;

#endif

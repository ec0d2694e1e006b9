/**
 * build.h - from a filled tree to structs, by the tables of base/field.h.
 *
 * Nothing is believed: every member's type, range, spelling and reference is checked here, and
 * all errors are reported, not only the first. Texts and items are copied into the arena, so
 * that the tree may go.
 */
#ifndef SCENARIO_BUILD_H
#define SCENARIO_BUILD_H

#include "base/field.h"
#include "scenario/report.h"

/** Fills `item`, a zeroed struct of the record. STATUS_BAD_INPUT if it reported anything. */
enum status build_struct(struct arena *a, const struct node *root, const struct record *record,
    void *item, struct report *r) MUST_CHECK;

/**
 * What is wrong with a text: it would run as a formula in a spreadsheet, or it holds control
 * characters. NULL if nothing is.
 */
const char *build_text_fault(const char *text);

#endif

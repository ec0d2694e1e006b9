#include <string.h>

#include "words/brief_internal.h"

void
brief_add_suspension(struct brief_writer *w, const struct node *suspension)
{
    double hazard = json_find(suspension, "hazard_per_day")->number;
    double resumption = json_find(suspension, "resumption_per_day")->number;
    double violations = json_find(suspension, "after_violations")->number;

    if (hazard > 0) {
        buffer_printf(&w->line, " A crisis suspends it after %.0f days on average", 1 / hazard);
        if (resumption > 0) {
            buffer_printf(
                &w->line, "; it resumes %.0f days after the crisis on average", 1 / resumption);
        }
        buffer_text(&w->line, ".");
    } else {
        buffer_text(&w->line, " It is not suspended automatically in a crisis.");
    }
    if (violations > 0) {
        buffer_printf(&w->line, " It is suspended after %.0f %s.", violations,
            violations == 1 ? "violation" : "violations");
    }
}

void
brief_add_may_suspend(struct brief_writer *w, const struct node *agreement)
{
    const struct node *suspension = json_find(agreement, "suspension");
    const char *may = json_find(suspension, "may_be_suspended")->text;
    double share = json_find(suspension, "after_hostile_act")->number;

    if (strcmp(may, "no") == 0 ||
        (strcmp(may, "if_of_two") == 0 && json_find(agreement, "parties")->count > 2)) {
        buffer_text(&w->line, " No party may suspend it.");
    } else if (share > 0) {
        buffer_printf(&w->line,
            " A party suspends it with probability %g after its own hostile act toward "
            "another.",
            share);
    }
}

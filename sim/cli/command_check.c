#include <stdio.h>

#include "cli/command.h"
#include "scenario/scenario.h"

/* Every file is read, so that one bad file does not hide the errors of the next. */
enum status
command_check(const struct arguments *arguments, struct failure *f)
{
    enum status worst = STATUS_OK;

    for (int32_t k = 0; k < arguments->n_operands; k++) {
        struct scenario scenario;
        enum status st = scenario_load(&scenario, arguments->operands[k], NULL, f);

        for (int32_t w = 0; w < scenario.warnings.count && w < FAILURE_LINES; w++) {
            (void)fprintf(stderr, "%s\n", scenario.warnings.line[w]);
        }
        if (st == STATUS_OK) {
            (void)fprintf(stderr, "%s: sound, %d %s\n", arguments->operands[k],
                (int)scenario.n_policies, scenario.n_policies == 1 ? "policy" : "policies");
        } else if (worst == STATUS_OK) {
            worst = st;
        }
        scenario_free(&scenario);
    }
    return worst;
}

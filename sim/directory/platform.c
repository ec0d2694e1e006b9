#include "directory/platform.h"

#include <csv.h>
#include <gnu/libc-version.h>
#include <gsl/gsl_version.h>
#include <math.h>
#include <nettle/version.h>
#include <sys/utsname.h>

#include "base/number.h"
#include "directory/version.h"
#include "format/parse.h"

enum { PLATFORM_POINTS = 256 };

void
platform_fingerprint(char out[DIGEST_BYTES])
{
    double (*const functions[])(double) = {
        log, exp, log1p, expm1, sin, cos, tan, atan, sqrt, cbrt, lgamma, erf};
    struct digest d;

    digest_init(&d);
    for (int32_t i = 1; i <= PLATFORM_POINTS; i++) {
        double x = i * 0.1173, y;

        for (size_t j = 0; j < sizeof functions / sizeof functions[0]; j++) {
            y = functions[j](x);
            digest_add(&d, &y, sizeof y);
        }
        y = pow(x, 1.37);
        digest_add(&d, &y, sizeof y);
    }
    digest_print(&d, out);
}

static const char *
fused(void)
{
#if defined(__x86_64__) || defined(__i386__)
    return __builtin_cpu_supports("fma") ? "yes" : "no";
#elif defined(__aarch64__)
    return "yes";
#else
    return "unknown";
#endif
}

static void
put_version(struct writer *w, const char *key, int32_t major, int32_t minor, int32_t release)
{
    struct buffer text = {0};

    buffer_printf(&text, release < 0 ? "%d.%d" : "%d.%d.%d", major, minor, release);
    writer_text(w, key, text.at);
    w->out->failed = w->out->failed || text.failed;
    buffer_free(&text);
}

void
platform_print(struct writer *w)
{
    char fingerprint[DIGEST_BYTES];

    writer_open(w, "versions", '{');
    writer_text(w, "cbmsim", version_with_commit);
    writer_text(w, "compiler", __VERSION__);
    writer_text(w, "gsl", gsl_version);
    writer_text(w, "cjson", parse_library());
    put_version(w, "libcsv", CSV_MAJOR, CSV_MINOR, CSV_RELEASE);
    put_version(w, "nettle", NETTLE_VERSION_MAJOR, NETTLE_VERSION_MINOR, -1);
    writer_text(w, "glibc", gnu_get_libc_version());
    writer_close(w, '}');
    platform_fingerprint(fingerprint);
    writer_open(w, "floating_point", '{');
    writer_text(w, "fingerprint", fingerprint);
    writer_text(w, "fused_multiply_add", fused());
    writer_close(w, '}');
}

void
platform_print_host(struct writer *w, bool with_name)
{
    struct utsname host;

    if (uname(&host) == 0) {
        writer_open(w, "host", '{');
        writer_text(w, "name", with_name ? host.nodename : NULL);
        writer_text(w, "system", host.sysname);
        writer_text(w, "release", host.release);
        writer_text(w, "machine", host.machine);
        writer_close(w, '}');
    }
}

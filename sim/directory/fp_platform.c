#include "directory/fp_platform.h"

#include <csv.h>
#include <gnu/libc-version.h>
#include <gsl/gsl_version.h>
#include <math.h>
#include <nettle/version.h>
#include <sys/utsname.h>

#include "base/number.h"
#include "directory/version.h"
#include "format/json_parse.h"

enum { FP_PLATFORM_POINTS = 256 };

void
fp_platform_fingerprint(char out[SHA256_HEX_BYTES])
{
    double (*const functions[])(double) = {
        log, exp, log1p, expm1, sin, cos, tan, atan, sqrt, cbrt, lgamma, erf};
    struct sha256 d;

    sha256_start(&d);
    for (int32_t i = 1; i <= FP_PLATFORM_POINTS; i++) {
        double x = i * 0.1173, y;

        for (size_t j = 0; j < sizeof functions / sizeof functions[0]; j++) {
            y = functions[j](x);
            sha256_add(&d, &y, sizeof y);
        }
        y = pow(x, 1.37);
        sha256_add(&d, &y, sizeof y);
    }
    sha256_print(&d, out);
}

static const char *
fused_multiply_add(void)
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
put_version(
    struct json_writer *w, const char *key, int32_t major, int32_t minor, int32_t release)
{
    struct buffer text = {0};

    buffer_printf(&text, release < 0 ? "%d.%d" : "%d.%d.%d", major, minor, release);
    json_writer_text(w, key, text.at);
    w->out->failed = w->out->failed || text.failed;
    buffer_free(&text);
}

void
fp_platform_print(struct json_writer *w)
{
    char fingerprint[SHA256_HEX_BYTES];

    json_writer_open(w, "versions", '{');
    json_writer_text(w, "cbmsim", version_with_commit);
    json_writer_text(w, "compiler", __VERSION__);
    json_writer_text(w, "gsl", gsl_version);
    json_writer_text(w, "cjson", json_parse_library());
    put_version(w, "libcsv", CSV_MAJOR, CSV_MINOR, CSV_RELEASE);
    put_version(w, "nettle", NETTLE_VERSION_MAJOR, NETTLE_VERSION_MINOR, -1);
    json_writer_text(w, "glibc", gnu_get_libc_version());
    json_writer_close(w, '}');
    fp_platform_fingerprint(fingerprint);
    json_writer_open(w, "floating_point", '{');
    json_writer_text(w, "fingerprint", fingerprint);
    json_writer_text(w, "fused_multiply_add", fused_multiply_add());
    json_writer_close(w, '}');
}

void
fp_platform_print_host(struct json_writer *w, bool with_name)
{
    struct utsname host;

    if (uname(&host) == 0) {
        json_writer_open(w, "host", '{');
        json_writer_text(w, "name", with_name ? host.nodename : NULL);
        json_writer_text(w, "system", host.sysname);
        json_writer_text(w, "release", host.release);
        json_writer_text(w, "machine", host.machine);
        json_writer_close(w, '}');
    }
}

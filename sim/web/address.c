#define _DEFAULT_SOURCE /* declares the flags of an interface */

#include "web/address.h"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

static bool
is_private(uint32_t address)
{
    return address >> 24 == 10 || address >> 20 == 0xac1 || address >> 16 == 0xc0a8;
}

int32_t
address_private(char out[ADDRESSES_MAX][ADDRESS_BYTES])
{
    struct ifaddrs *all = NULL;
    int32_t n = 0;

    if (getifaddrs(&all) != 0) {
        return 0;
    }
    for (const struct ifaddrs *i = all; i != NULL && n < ADDRESSES_MAX; i = i->ifa_next) {
        struct sockaddr_in address;

        if (i->ifa_addr == NULL || i->ifa_addr->sa_family != AF_INET ||
            (i->ifa_flags & IFF_UP) == 0 || (i->ifa_flags & IFF_LOOPBACK) != 0) {
            continue;
        }
        memcpy(&address, i->ifa_addr, sizeof(address));
        if (is_private(ntohl(address.sin_addr.s_addr)) &&
            inet_ntop(AF_INET, &address.sin_addr, out[n], ADDRESS_BYTES) != NULL) {
            n++;
        }
    }
    freeifaddrs(all);
    return n;
}

static bool
is_among(const char *address, char (*list)[ADDRESS_BYTES], int32_t n)
{
    for (int32_t k = 0; k < n; k++) {
        if (strcmp(list[k], address) == 0) {
            return true;
        }
    }
    return false;
}

bool
address_watch_begin(struct address_watch *w, char (*found)[ADDRESS_BYTES], int32_t n)
{
    if (!is_among(w->now, found, n)) {
        return false;
    }
    memcpy(w->known, found, (size_t)n * sizeof(w->known[0]));
    w->n = n;
    return true;
}

bool
address_watch_look(struct address_watch *w, char (*found)[ADDRESS_BYTES], int32_t n)
{
    int32_t fresh = 0, one = 0;

    if (address_watch_begin(w, found, n)) {
        return false;
    }
    for (int32_t k = 0; k < n; k++) {
        if (!is_among(found[k], w->known, w->n)) {
            fresh++;
            one = k;
        }
    }
    if (fresh != 1 && n != 1) {
        return false;
    }
    memcpy(w->now, found[fresh == 1 ? one : 0], ADDRESS_BYTES);
    return true;
}

bool
address_is_numeric(const char *text)
{
    struct in6_addr parsed;

    return inet_pton(AF_INET, text, &parsed) == 1 || inet_pton(AF_INET6, text, &parsed) == 1;
}

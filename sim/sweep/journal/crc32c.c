#include "sweep/journal/crc32c.h"

/* The CRC of every byte value. It is combined from the CRCs of the eight bits, because a CRC is
   linear over XOR. */
#define OF_1(x, a) (x), (x) ^ (a)
#define OF_2(x, a, b) OF_1(x, a), OF_1((x) ^ (b), a)
#define OF_3(x, a, b, c) OF_2(x, a, b), OF_2((x) ^ (c), a, b)
#define OF_4(x, a, b, c, d) OF_3(x, a, b, c), OF_3((x) ^ (d), a, b, c)
#define OF_5(x, a, b, c, d, e) OF_4(x, a, b, c, d), OF_4((x) ^ (e), a, b, c, d)
#define OF_6(x, a, b, c, d, e, f) OF_5(x, a, b, c, d, e), OF_5((x) ^ (f), a, b, c, d, e)
#define OF_7(x, a, b, c, d, e, f, g)                                                           \
    OF_6(x, a, b, c, d, e, f), OF_6((x) ^ (g), a, b, c, d, e, f)
#define ALL(a, b, c, d, e, f, g, h)                                                            \
    {                                                                                          \
        OF_7(UINT32_C(0), a, b, c, d, e, f, g), OF_7(UINT32_C(0) ^ (h), a, b, c, d, e, f, g)   \
    }

/* remainders[k][b] is the CRC of the byte b followed by k zero bytes, for the polynomial 0x1EDC6F41
   with reversed bits. */
static const uint32_t remainders[8][256] = {
    ALL(0xf26b8303, 0xe13b70f7, 0xc79a971f, 0x8ad958cf, 0x105ec76f, 0x20bd8ede, 0x417b1dbc,
        0x82f63b78),
    ALL(0x13a29877, 0x274530ee, 0x4e8a61dc, 0x9d14c3b8, 0x3fc5f181, 0x7f8be302, 0xff17c604,
        0xfbc3faf9),
    ALL(0xa541927e, 0x4f6f520d, 0x9edea41a, 0x38513ec5, 0x70a27d8a, 0xe144fb14, 0xc76580d9,
        0x8b277743),
    ALL(0xdd45aab8, 0xbf672381, 0x7b2231f3, 0xf64463e6, 0xe964b13d, 0xd725148b, 0xaba65fe7,
        0x52a0c93f),
    ALL(0x38116fac, 0x7022df58, 0xe045beb0, 0xc5670b91, 0x8f2261d3, 0x1ba8b557, 0x37516aae,
        0x6ea2d55c),
    ALL(0xef306b19, 0xdb8ca0c3, 0xb2f53777, 0x6006181f, 0xc00c303e, 0x85f4168d, 0x0e045beb,
        0x1c08b7d6),
    ALL(0x68032cc8, 0xd0065990, 0xa5e0c5d1, 0x4e2dfd53, 0x9c5bfaa6, 0x3d5b83bd, 0x7ab7077a,
        0xf56e0ef4),
    ALL(0x493c7d27, 0x9278fa4e, 0x211d826d, 0x423b04da, 0x847609b4, 0x0d006599, 0x1a00cb32,
        0x34019664),
};

/* Reads eight bytes as a little-endian number on every machine. */
static uint64_t
eight_bytes(const uint8_t *at)
{
    return (uint64_t)at[0] | (uint64_t)at[1] << 8 | (uint64_t)at[2] << 16 |
           (uint64_t)at[3] << 24 | (uint64_t)at[4] << 32 | (uint64_t)at[5] << 40 |
           (uint64_t)at[6] << 48 | (uint64_t)at[7] << 56;
}

uint32_t
crc32c_add_by_table(uint32_t crc, const void *bytes, size_t length)
{
    const uint8_t *at = bytes;

    crc = ~crc;
    for (; length >= 8; at += 8, length -= 8) {
        uint64_t x = eight_bytes(at) ^ crc;

        crc = remainders[7][x & 255] ^ remainders[6][x >> 8 & 255] ^
              remainders[5][x >> 16 & 255] ^ remainders[4][x >> 24 & 255] ^
              remainders[3][x >> 32 & 255] ^ remainders[2][x >> 40 & 255] ^
              remainders[1][x >> 48 & 255] ^ remainders[0][x >> 56];
    }
    for (; length > 0; at++, length--) {
        crc = crc >> 8 ^ remainders[0][(crc ^ *at) & 255];
    }
    return ~crc;
}

#ifdef __x86_64__
__attribute__((target("sse4.2"))) static uint32_t
add_by_instruction(uint32_t crc, const void *bytes, size_t length)
{
    const uint8_t *at = bytes;

    crc = ~crc;
    for (; length >= 8; at += 8, length -= 8) {
        crc = (uint32_t)__builtin_ia32_crc32di(crc, eight_bytes(at));
    }
    for (; length > 0; at++, length--) {
        crc = __builtin_ia32_crc32qi(crc, *at);
    }
    return ~crc;
}

uint32_t
crc32c_add(uint32_t crc, const void *bytes, size_t length)
{
    return (__builtin_cpu_supports("sse4.2") ? add_by_instruction : crc32c_add_by_table)(
        crc, bytes, length);
}
#else
uint32_t
crc32c_add(uint32_t crc, const void *bytes, size_t length)
{
    return crc32c_add_by_table(crc, bytes, length);
}
#endif

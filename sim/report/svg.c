#include "report/svg.h"

#include <math.h>
#include <stdio.h>

#include "report/number_text.h"

/* Paths of the shapes, centred at (0, 0) and of about equal area. */
static const char *const shapes[SVG_MARKS] = {
    [SVG_SQUARE] = "M-5-5h10v10h-10z",
    [SVG_TRIANGLE] = "M0-6.5L6.5 5.5h-13z",
    [SVG_CIRCLE] = "M-5.8 0a5.8 5.8 0 1 0 11.6 0a5.8 5.8 0 1 0-11.6 0z",
    [SVG_DIAMOND] = "M0-7L7 0L0 7L-7 0z",
    [SVG_DOWN] = "M0 6.5L-6.5-5.5h13z",
    [SVG_PLUS] = "M-2.4-6.4h4.8v4h4v4.8h-4v4h-4.8v-4h-4v-4.8h4z",
    [SVG_CROSS] = "M-5.5-5.5L5.5 5.5M-5.5 5.5L5.5-5.5",
    [SVG_RING] = "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z",
};

void
svg_open(struct buffer *b, int32_t height)
{
    buffer_printf(b,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"strip\" width=\"100%%\" "
        "height=\"%d\" aria-hidden=\"true\" focusable=\"false\">",
        (int)height);
}

void
svg_close(struct buffer *b)
{
    buffer_text(b, "</svg>\n");
}

void
svg_label(struct buffer *b)
{
    buffer_text(b, "<div class=\"row\"><span>");
}

void
svg_label_value(struct buffer *b)
{
    buffer_text(b, "</span> <span>");
}

void
svg_label_end(struct buffer *b)
{
    buffer_text(b, "</span></div>\n");
}

/* Adds an attribute such as ` name="12.5%"`. */
static void
put_place(struct buffer *b, const char *name, double x, const char *unit)
{
    buffer_printf(b, " %s=\"", name);
    number_text_add_coordinate(b, x);
    buffer_text(b, unit);
    buffer_text(b, "\"");
}

static void
put_class(struct buffer *b, const char *class_)
{
    buffer_printf(b, " class=\"%s\"", class_);
}

/* Draws a shape. x and width are in per cent, y and height in pixels. */
static void
put_shape(struct buffer *b, const char *tag, const char *class_, const char *const names[4],
    const double places[4])
{
    buffer_text(b, tag);
    put_class(b, class_);
    for (int32_t k = 0; k < 4; k++) {
        put_place(b, names[k], places[k], k % 2 == 0 ? "%" : "");
    }
    buffer_text(b, "/>");
}

void
svg_line(struct buffer *b, const char *class_, double x1, double y1, double x2, double y2)
{
    static const char *const names[] = {"x1", "y1", "x2", "y2"};

    put_shape(b, "<line", class_, names, (const double[]){x1, y1, x2, y2});
}

void
svg_bar(struct buffer *b, const char *class_, double x, double y, double width, double height)
{
    static const char *const names[] = {"x", "y", "width", "height"};

    put_shape(b, "<rect", class_, names, (const double[]){x, y, width, height});
}

void
svg_histogram(struct buffer *b, const char *series, const int64_t *counts, int32_t n,
    double bottom, double height, double gap)
{
    char name[16];
    int64_t highest = 1;

    (void)snprintf(name, sizeof(name), "bar %s", series);
    for (int32_t k = 0; k < n; k++) {
        highest = counts[k] > highest ? counts[k] : highest;
    }
    for (int32_t k = 0; k < n; k++) {
        double own = fmax(height * (double)counts[k] / (double)highest, 1);

        if (counts[k] > 0) {
            svg_bar(b, name, 100.0 * k / n + gap / 2, bottom - own, 100.0 / n - gap, own);
        }
    }
}

void
svg_mark(struct buffer *b, enum svg_mark mark, const char *class_, double x, double y)
{
    buffer_text(b, "<svg");
    put_place(b, "x", x, "%");
    put_place(b, "y", y, "");
    buffer_printf(b, "><path class=\"mark %s%s\" d=\"%s\"/></svg>",
        mark >= SVG_CROSS ? "open " : "", class_, shapes[mark]);
}

void
svg_text(struct buffer *b, const char *class_, double x, double y, enum svg_anchor anchor)
{
    static const char *const anchors[] = {"start", "middle", "end"};

    buffer_text(b, "<text");
    put_class(b, class_);
    put_place(b, "x", x, "%");
    put_place(b, "y", y, "");
    buffer_printf(b, " text-anchor=\"%s\">", anchors[anchor]);
}

void
svg_text_end(struct buffer *b)
{
    buffer_text(b, "</text>");
}

void
svg_path(struct buffer *b, const char *class_, double y, double height)
{
    buffer_text(b, "<svg x=\"0\" width=\"100%\"");
    put_place(b, "y", y, "");
    put_place(b, "height", height, "");
    buffer_text(b, " viewBox=\"0 0 100 100\" preserveAspectRatio=\"none\"><path");
    put_class(b, class_);
    buffer_text(b, " vector-effect=\"non-scaling-stroke\" d=\"");
}

void
svg_path_end(struct buffer *b)
{
    buffer_text(b, "\"/></svg>");
}

void
svg_path_command(struct buffer *b, char command, double x, double y)
{
    buffer_add(b, &command, 1);
    if (command != 'V') {
        number_text_add_coordinate(b, x);
    }
    if (command != 'V' && command != 'H') {
        buffer_text(b, " ");
    }
    if (command != 'H') {
        number_text_add_coordinate(b, y);
    }
}

/* Returns the anchor of a number, so that the outermost numbers do not leave the picture. */
static enum svg_anchor
anchor_at(double x)
{
    return x < 4 ? SVG_START : x > 96 ? SVG_END : SVG_MIDDLE;
}

void
svg_ticks(struct buffer *b, const struct scale *s, int32_t wanted, double top, double bottom)
{
    double ticks[SCALE_TICKS];
    int32_t n = scale_ticks(s, wanted, ticks);

    for (int32_t k = 0; k < n; k++) {
        double x = scale_at(s, ticks[k]);

        svg_line(b, ticks[k] == 0 ? "zero" : "grid", x, top, x, bottom);
        svg_text(b, "tick", x, bottom + 14, anchor_at(x));
        number_text_add(b, ticks[k]);
        svg_text_end(b);
    }
}

void
svg_axis(struct buffer *b, const struct scale *s, int32_t wanted)
{
    svg_open(b, 22);
    svg_ticks(b, s, wanted, 0, 4);
    svg_close(b);
}

void
svg_inline_mark(struct buffer *b, enum svg_mark mark, const char *class_)
{
    buffer_printf(b,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"inline\" width=\"18\" height=\"16\" "
        "viewBox=\"-9 -8 18 16\" aria-hidden=\"true\" focusable=\"false\"><path class=\"mark "
        "%s%s\" d=\"%s\"/></svg>",
        mark >= SVG_CROSS ? "open " : "", class_, shapes[mark]);
}

void
svg_inline_bar(struct buffer *b, const char *class_)
{
    buffer_printf(b,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"inline\" width=\"26\" height=\"16\" "
        "aria-hidden=\"true\" focusable=\"false\"><rect class=\"%s\" y=\"4\" width=\"24\" "
        "height=\"8\"/></svg>",
        class_);
}

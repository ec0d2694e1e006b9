#include "report/style.h"

/* Each rule has one line if it fits. */
/* clang-format off */
static const char page[] =
    ":root{color-scheme:light dark;--ink:#1a1a1a;--soft:#4d4d4d;--paper:#fff;"
    "--line:#d0d0d0;--panel:#f4f4f1;--s0:#1a1a1a;--s1:#d55e00;--s2:#0072b2;--s3:#009e73}\n"
    "@media (prefers-color-scheme:dark){"
    ":root{--ink:#eaeaea;--soft:#bdbdbd;--paper:#16181c;--line:#45484f;--panel:#22252b;"
    "--s0:#eaeaea;--s2:#3d9be0;--s3:#1fb58a}"
    "}\n"
    "*{box-sizing:border-box}\n"
    "html{font:100%/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);"
    "-webkit-text-size-adjust:100%}\n"
    "body{margin:0 auto;max-width:60rem;padding:1rem;overflow-wrap:anywhere}\n"
    "h1{font-size:1.6rem;line-height:1.2;margin:.5rem 0}\n"
    "h2{font-size:1.2rem;line-height:1.3;margin:2.5rem 0 .5rem;scroll-margin-top:1rem}\n"
    "h3{font-size:1rem;margin:1.25rem 0 .25rem}\n"
    "p,ul,ol,dl{margin:.5rem 0;max-width:46rem}\n"
    "a{color:inherit;text-underline-offset:.2em}\n"
    "a:focus-visible,summary:focus-visible,.scroll:focus-visible{"
    "outline:3px solid var(--s2);outline-offset:2px}\n"
    ".skip{position:absolute;left:-100vw}\n"
    ".skip:focus{left:1rem;top:1rem;padding:.75rem;background:var(--paper);z-index:1}\n"
    ".finding{font-size:1.25rem;line-height:1.4;border-left:.4rem solid var(--s2);"
    "padding:.25rem 0 .25rem 1rem;margin:1rem 0}\n"
    ".beside{background:var(--panel);padding:.75rem 1rem;margin:1rem 0;max-width:46rem}\n"
    ".beside p:first-child{margin-top:0;font-weight:600}\n"
    ".beside p:last-child{margin-bottom:0}\n"
    ".top{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,24rem),1fr));"
    "column-gap:2rem;align-items:start}\n"
    "nav ol{columns:14rem;column-gap:2.5rem;padding-left:2rem}\n"
    "nav li{break-inside:avoid}\n"
    "nav a{display:block;padding:.3rem 0;min-height:24px}\n";

static const char pictures[] =
    ".picture{margin:1rem 0 .5rem}\n"
    ".row{display:flex;flex-wrap:wrap;justify-content:space-between;column-gap:1rem;"
    "margin-top:.6rem;line-height:1.3}\n"
    ".row span:last-child{font-variant-numeric:tabular-nums}\n"
    ".row span+span{margin-left:auto}\n"
    ".panel{break-inside:avoid;margin:0 0 1.25rem}\n"
    ".panel>.name{font-weight:600;margin:0;max-width:none}\n"
    ".panels{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,26rem),"
    "1fr));column-gap:2rem}\n"
    ".ladder{display:flex}\n"
    ".ladder svg.strip{flex:1;width:0}\n"
    ".rungs{list-style:none;flex:none;margin:.5px 0 0;padding:0;font-size:12px;"
    "line-height:19px;color:var(--soft);text-align:right;min-width:13.5rem}\n"
    ".narrow{display:none}\n"
    "@media (max-width:40rem){"
    ".rungs{min-width:0}"
    ".rungs span{display:none}"
    ".narrow{display:block}"
    "svg text.tiny,svg text.other{display:none}"
    "}\n"
    ".key{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;"
    "max-width:none}\n"
    ".note{color:var(--soft)}\n"
    "svg.strip{display:block;width:calc(100% - 16px);margin:0 8px;overflow:visible}\n"
    "svg.strip svg{overflow:visible}\n"
    "svg.inline{vertical-align:-.15em;overflow:visible;margin-right:.35em}\n"
    "svg text{font:13px system-ui,sans-serif;fill:var(--ink)}\n"
    "svg text.tick{font-size:12px;fill:var(--soft)}\n"
    "svg text.halo{paint-order:stroke;stroke:var(--paper);stroke-width:4px;"
    "stroke-linejoin:round}\n"
    ".grid{stroke:var(--line)}\n"
    ".zero{stroke:var(--ink);stroke-width:1.5}\n"
    ".whisker{stroke:var(--ink);stroke-width:2.5}\n"
    ".mark{fill:var(--s0);stroke:var(--paper);stroke-width:1}\n"
    ".mark.open{fill:none;stroke:var(--ink);stroke-width:2.5}\n"
    ".mark.s1,.bar.s1{fill:var(--s1)}\n"
    ".mark.s2,.bar.s2{fill:var(--s2)}\n"
    ".mark.s3,.bar.s3{fill:var(--s3)}\n"
    ".bar.s0{fill:var(--s0)}\n"
    ".curve{fill:none;stroke:var(--s0);stroke-width:2.5}\n"
    ".curve.s1{stroke:var(--s1);stroke-dasharray:9 3}\n"
    ".curve.s2{stroke:var(--s2);stroke-dasharray:3 3}\n"
    ".curve.s3{stroke:var(--s3);stroke-dasharray:12 3 3 3}\n"
    ".band{fill:var(--s0);opacity:.13}\n"
    ".band.s1{fill:var(--s1)}\n"
    ".band.s2{fill:var(--s2)}\n"
    ".band.s3{fill:var(--s3)}\n"
    ".t0{fill:#fffecb}\n"
    ".t1{fill:#f6d36e}\n"
    ".t2{fill:#e8965a}\n"
    ".t3{fill:#d0534d}\n"
    ".t4{fill:#7a3434}\n"
    ".t5{fill:#2a1414}\n"
    ".mark.t0,.mark.t1,.mark.t2,.mark.t3,.mark.t4,.mark.t5,.cell{stroke:var(--ink);"
    "stroke-width:1}\n";

static const char tables_and_print[] =
    ".mark.wrong{stroke:var(--s1)}\n"
    ".mark.none{stroke:var(--ink)}\n"
    ".span{fill:var(--soft);opacity:.65}\n"
    ".cell{fill:var(--panel)}\n"
    ".cell.none{fill:none;stroke:none}\n"
    ".v0{fill:#e8f2fa}\n"
    ".v1{fill:#f6d36e}\n"
    ".v2{fill:#e8965a}\n"
    ".v3{fill:#d0534d}\n"
    ".patterns{position:absolute}\n"
    ".cell.less{fill:url(#less)}\n"
    ".cell.more{fill:url(#more)}\n"
    ".cell.unsure,.cell.plain{fill:var(--paper)}\n"
    ".link{stroke:var(--soft);stroke-width:1}\n"
    "svg text.onlight{fill:#1a1a1a;paint-order:stroke;stroke:#fff;stroke-opacity:.75;"
    "stroke-width:3px;stroke-linejoin:round}\n"
    ".edge{stroke:#808080;stroke-width:1}\n"
    ".e1{stroke:#a8861c;stroke-width:2}\n"
    "svg text.tiny{font-size:10px}\n"
    ".faint{stroke-width:.75;stroke-dasharray:1 4}\n"
    ".e2{stroke:#d9783a;stroke-width:3.5}\n"
    ".e3{stroke:#d0534d;stroke-width:5}\n"
    ".e4{stroke:#a03c3c;stroke-width:7}\n"
    ".e5{stroke:#7a3434;stroke-width:9}\n"
    "@media screen and (prefers-color-scheme:dark){"
    ".e4{stroke:#ee9a94}"
    ".e5{stroke:#ffd0cb}"
    "}\n"
    "details{margin:.5rem 0}\n"
    "summary{cursor:pointer;padding:.6rem 0;min-height:24px}\n"
    ".scroll{overflow-x:auto;overflow-wrap:break-word}\n"
    ".scroll bdi{display:inline-block;max-width:min(20rem,58vw)}\n"
    "table{border-collapse:collapse;font-size:.9rem}\n"
    "caption{text-align:left;font-weight:600;padding:.25rem 0}\n"
    "th,td{text-align:left;vertical-align:top;font-weight:400;"
    "padding:.25rem .75rem .25rem 0;border-bottom:1px solid var(--line);max-width:22rem;"
    "min-width:3rem}\n"
    "th[scope=col]{font-weight:600;vertical-align:bottom}\n"
    ".number{text-align:right;font-variant-numeric:tabular-nums}\n"
    "code{font-size:.9em;overflow-wrap:anywhere}\n"
    "pre{white-space:pre-wrap;background:var(--panel);padding:.75rem}\n"
    "@media print{"
    "@page{size:A4;margin:14mm 12mm 16mm}"
    ":root{color-scheme:light;--ink:#000;--soft:#333;--paper:#fff;--line:#bbb;--panel:#fff;"
    "--s0:#000;--s1:#d55e00;--s2:#0072b2;--s3:#009e73}"
    "html{font-size:10pt}"
    "body{max-width:none;padding:0}"
    "nav,.skip,.group details details{display:none}"
    "h2,h3,caption,section.chart>p,.row,.key{break-after:avoid}"
    ".picture>p{break-after:avoid}"
    ".panel,tr,section.chart>p{break-inside:avoid}"
    "table{font-size:8pt}"
    ".panels{grid-template-columns:1fr 1fr}"
    ".beside{border:1px solid #000}"
    "summary{list-style:none}"
    "details::details-content{content-visibility:visible;display:block}"
    "*{-webkit-print-color-adjust:exact;print-color-adjust:exact}"
    "}\n";
/* clang-format on */

void
style_print(struct buffer *b)
{
    buffer_text(b, page);
    buffer_text(b, pictures);
    buffer_text(b, tables_and_print);
}

void
style_patterns(struct buffer *b)
{
    static const char *const
        ids[] = {"less", "more"},
        *const grounds[] = {"#d3e6f5", "#fbdcc6"}, *const lines[] = {"#0072b2", "#d55e00"},
        *const ways[] = {"M-1 -1L9 9M-1 7L1 9M7 -1L9 1", "M-1 9L9 -1M-1 1L1 -1M7 9L9 7"};

    buffer_text(b, "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"patterns\" width=\"0\" "
                   "height=\"0\" aria-hidden=\"true\" focusable=\"false\"><defs>");
    for (int k = 0; k < 2; k++) {
        buffer_printf(b,
            "<pattern id=\"%s\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\"><rect "
            "width=\"8\" height=\"8\" fill=\"%s\"/><path d=\"%s\" stroke=\"%s\" "
            "stroke-width=\"1\" opacity=\".55\" fill=\"none\"/></pattern>",
            ids[k], grounds[k], ways[k], lines[k]);
    }
    buffer_text(b, "</defs></svg>\n");
}

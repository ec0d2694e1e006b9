"""pages.py - examines reports for tests: whether the HTML is valid, and whether every chart is
complete."""
import html.parser
import os
import re
import xml.etree.ElementTree as tree

VOID = {"meta", "link", "br", "img", "input", "hr"}
CHARTS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../sim/report/charts/chart.h")
FOREIGN_IN = ("src", "srcset", "href", "xlink:href", "data", "action", "formaction", "poster")


def titles(report):
    """Returns the titles of the charts of a kind of report, such as "CHART_OF_RUN", in the order of
    the table of the program."""
    with open(CHARTS, encoding="utf-8") as file:
        table = file.read().split("#define CHARTS(X)")[1]
    rows = re.findall(r'X\(\w+, "([^"]+)", ([A-Z_ |]+),', table)
    wanted = {report} if report == "CHART_OF_METRIC" else {report, "CHART_OF_ANY"}
    return [title for title, reports in rows if wanted & set(reports.split(" | "))]


def pictures(text):
    """Yields the text of every outermost <svg>."""
    depth = start = 0
    for tag in re.finditer(r"<svg\b|</svg>", text):
        start = tag.start() if depth == 0 else start
        depth += 1 if tag[0] == "<svg" else -1
        if depth == 0:
            yield text[start:tag.end()]


class Page(html.parser.HTMLParser):
    """Reads a page. `wrong` lists the faults, `charts` the contents of each section, and `groups`
    the unfolded parts above the charts of an additional metric."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.text = text
        self.open, self.wrong = [], []
        self.ids, self.links, self.points = set(), [], []
        self.images, self.headings, self.tables = [], [], 0
        self.charts, self.groups, self.words = [], [], []
        self.in_chart = self.in_group = False
        self.feed(text)
        self.close()
        self.wrong += ["<%s> is not closed" % tag for tag in self.open]
        self.wrong += ["nothing has the id %s" % i for i in self.points if i not in self.ids]
        for number, picture in enumerate(pictures(text)):
            try:
                tree.fromstring(picture)
            except tree.ParseError as error:
                self.wrong.append("picture %d: %s" % (number, error))

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if len(given) != len(attrs):
            self.wrong.append("<%s> says something twice" % tag)
        if tag not in VOID:
            self.open.append(tag)
        if "id" in given:
            if given["id"] in self.ids:
                self.wrong.append("two have the id " + given["id"])
            self.ids.add(given["id"])
        for name in ("aria-labelledby", "aria-describedby"):
            self.points += given.get(name, "").split()
        for name in given:
            if name.startswith("on") or name in FOREIGN_IN:
                self.links.append((tag, name, given[name]))
        if given.get("href", "").startswith("#"):
            self.points.append(given["href"][1:])
        if tag == "section":
            self.in_chart = given.get("class") == "chart"
            self.in_group = given.get("class") == "group"
            self.groups += [""] if self.in_group else []
        if tag == "section" and self.in_chart:
            self.charts.append({"picture": False, "table": False, "sentence": "", "name": ""})
        if given.get("role") == "img":
            self.images.append(given)
            self.charts[-1]["picture"] = True
        if tag == "table":
            self.tables += 1
            if self.in_chart:
                self.charts[-1]["table"] = True
        if tag == "script" or tag == "iframe" or tag == "object":
            self.wrong.append("a <%s>" % tag)

    def handle_startendtag(self, tag, attrs):
        if "svg" not in self.open and tag not in VOID:
            self.wrong.append("<%s/> is no HTML" % tag)

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if not self.open or self.open[-1] != tag:
            self.wrong.append("</%s> closes %s at %s" % (tag, self.open[-1:], self.getpos()))
            return
        self.open.pop()

    def handle_data(self, data):
        if "style" not in self.open:
            self.words.append(data)
        if self.in_group and "summary" not in self.open:
            self.groups[-1] += data
        if self.in_chart and "section" in self.open:
            if self.open[-1] in ("h2", "h3"):
                self.charts[-1]["name"] += data
            elif "p" in self.open and not self.charts[-1]["picture"]:
                self.charts[-1]["sentence"] += data

    def said(self):
        return re.sub(r"\s+", " ", "".join(self.words))

    def outside(self):
        """Returns links to other pages, and scripts."""
        return [link for link in self.links if link[1].startswith("on") or not (
            (link[2] or "").startswith("#") or link[2] == "data:,")]

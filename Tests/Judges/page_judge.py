#!/usr/bin/env python3
"""Judges pages of papers: strict HTML by html5lib, and nothing in them that a browser would fetch or run.

Standard input is a JSON array of {html, title}; the answer is a line a page, `sound` or what is wrong.
"""

from __future__ import annotations

import json
import re
import sys

import html5lib
from html5lib.html5parser import ParseError

# What a paper is made of; whatever could fetch, run, or be filled in is not among it.
ELEMENTS = {
    "html", "head", "meta", "title", "style", "body", "header", "main", "footer", "section", "div", "span", "p",
    "h1", "h2", "table", "thead", "tbody", "tr", "th", "td",
}
ATTRIBUTES = {"lang", "charset", "http-equiv", "content", "class", "aria-hidden", "scope", "colspan"}


def judge(page: dict[str, str]) -> str:
    html = page["html"]
    if not html.startswith("<!DOCTYPE html>\n"):
        return "no document type at the start"
    try:
        root = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)
    except ParseError as error:
        return f"not strict HTML: {error}"
    for element in root.iter():
        if not isinstance(element.tag, str):
            return "a comment"
        if element.tag not in ELEMENTS:
            return f"the element {element.tag}"
        if strange := set(element.attrib) - ATTRIBUTES:
            return f"the attributes {sorted(strange)} of {element.tag}"
    if root.get("lang") != "zh-CN":
        return "the language is not zh-CN"
    head, body = root.find("head"), root.find("body")
    if head[0].get("charset") != "utf-8":
        return "the character set does not come first"
    if head.findtext("title") != page["title"] + "（模拟）":
        return "the title"
    style = head.findtext("style")
    if re.search(r"url\s*\(|@import|expression|src\s*:|<", style):
        return "the style fetches something"
    if "@page" not in style or "size: A4" not in style:
        return "no A4 sheet"
    mark = body[0]
    if mark.get("class") != "watermark" or "".join(mark.itertext()).strip().replace("模拟", ""):
        return "no watermark in front"
    tables = body.findall(".//table")
    if any(table.find("thead") is None and table.get("class") != "facts" for table in tables):
        return "a table without a heading"
    for table in tables:
        widths = {sum(int(cell.get("colspan", "1")) for cell in row) for row in table.iter("tr")}
        if len(widths) > 1:
            return f"rows of {sorted(widths)} cells in one table"
    return "sound" if body.findtext("header/h1") == page["title"] else "the heading"


def main() -> None:
    for page in json.load(sys.stdin):
        print(judge(page))


if __name__ == "__main__":
    main()

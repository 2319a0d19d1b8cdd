#!/usr/bin/env python3
"""Makes the plain articles and gold.jsonl from the marked articles beside this file.

usage: python3 tests/articles/hi/mark.py

marked/NAME.txt holds the article with {1s source}, {1c cue}, {1x content} around the spans (they nest), {@a} at the
start of a sentence that is pointed to, then a line %%, then one line an attribution:
    ID kind sub|- stance quote [who=name] [about=a,b]
A content that runs over several sentences is cut at their ends. Offsets are code points, as in the gold files.
"""
import json, pathlib, re, sys

HERE = pathlib.Path(__file__).parent
ABBREVIATIONS = set("डॉ डा प्रो श्री पं रु रू".split())
LETTERS = set("ए बी सी डी ई एफ जी एच आई जे के एल एम एन ओ पी क्यू आर एस टी यू वी डब्ल्यू एक्स वाई जेड".split())


QUOTES = "\"'‘’“”"


def lone(text):
    """Whether the quotation marks of a stretch do not pair."""
    return any(text.count(m) % 2 for m in "\"'") or any(text.count(a) != text.count(b) for a, b in ("‘’", "“”"))


def sentences(text):
    out, start = [], 0
    for line in re.finditer(r"[^\n]+", text):
        start, end = line.span()
        for stop in re.finditer(r"[।॥?!.]+[\"'”’»)]*(?=\s|$)", line.group()):
            before = re.split(r"[\s(\"'“‘]", line.group()[: stop.start()])[-1]
            if stop.group().startswith(".") and (before in ABBREVIATIONS or before in LETTERS or before.isdigit()):
                continue
            out.append((start, line.start() + stop.end()))
            start = line.start() + stop.end()
        out.append((start, end))
    trimmed = []
    for s, e in out:
        while s < e and text[s].isspace():
            s += 1
        while e > s and text[e - 1].isspace():
            e -= 1
        if s < e:
            trimmed.append([s, e])
    return trimmed


def unmark(body):
    text, spans, points, open_ = [], {}, {}, []
    at, length = 0, 0
    while at < len(body):
        mark = re.compile(r"\{(?:@(\w+)\}|(\d+)([scx]) )").match(body, at)
        if mark and mark.group(1):
            points[mark.group(1)] = length
            at = mark.end()
        elif mark:
            open_.append((int(mark.group(2)), mark.group(3), length))
            at = mark.end()
        elif body[at] == "}":
            number, role, start = open_.pop()
            spans.setdefault(number, {}).setdefault(role, []).append([start, length])
            at += 1
        else:
            text.append(body[at])
            length += 1
            at += 1
    assert not open_, open_
    return "".join(text), spans, points


def document(path):
    body, _, notes = path.read_text(encoding="utf-8").partition("\n%%\n")
    text, spans, points = unmark(body)
    parts = sentences(text)
    where = {name: next(i for i, (s, e) in enumerate(parts) if s <= at < e) for name, at in points.items()}
    attributions = []
    for line in filter(None, map(str.strip, notes.splitlines())):
        match = re.fullmatch(r"(\d+) (\w+) (\S+) (\w+) (\w+)(?: who=(.*?))?(?: about=(\S+))?", line)
        assert match, f"{path}: {line}"
        number, kind, sub, stance, quote, who, about = match.groups()
        span = spans.pop(int(number), {})
        assert "c" in span, f"{path}: {number} has no cue"
        content = []
        for start, end in sorted(span.get("x", [])):
            for s, e in parts:
                a, b = max(s, start), min(e, end)
                while a < b and (text[a] == " " or (text[a] in QUOTES and lone(text[a:b]))):
                    a += 1
                while b > a and (text[b - 1] in " ।." or (text[b - 1] in QUOTES and lone(text[a:b]))):
                    b -= 1
                if a < b:
                    content.append([a, b])
        source = span.get("s", [None])[0]
        attributions.append({"id": int(number), "source": source, "cue": span["c"][0], "content": content, "kind": kind,
                             "sub": None if sub == "-" else sub, "stance": stance, "quote": quote, "who": who,
                             "about": sorted(where[name] for name in about.split(",")) if about else []})
    assert not spans, f"{path}: spans without a line: {sorted(spans)}"
    attributions.sort(key=lambda a: a["cue"])
    return {"doc": f"own/hi/{path.stem}", "lang": "hi", "text": text, "sentences": parts, "attributions": attributions, "split": "hand"}


def main():
    lines = []
    for path in sorted((HERE / "marked").glob("*.txt")):
        made = document(path)
        (HERE / path.name).write_text(made["text"] + "\n", encoding="utf-8")
        lines.append(json.dumps(made, ensure_ascii=False))
    (HERE / "gold.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} articles", file=sys.stderr)


if __name__ == "__main__":
    main()

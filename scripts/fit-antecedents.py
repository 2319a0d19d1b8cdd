#!/usr/bin/env python3
"""Fits the weights of src/antecedent.rs.

usage: fit-antecedents.py CHOICES.jsonl… [--check CHOICES.jsonl] [--penalty X] [--nobody X]

CHOICES.jsonl is what `cargo run --profile quick --example antecedents -- GOLD…` prints. Each decision is a choice among its
candidates and nobody; the weights make the right one likely (conditional logit, L2 penalty, plain gradient descent, no
chance in it). Where gold has no name, nobody is right. Prints the tables as Rust, and shares of right choices.
"""
import argparse, json, math


# What can only speak for a candidate, and only against one: a small gold must not teach the contrary.
FOR = {"SameWord", "LikeWord", "WordInName", "Shared", "SharedMore", "Gender", "SpokeLast", "Subject1", "Only", "Often", "Prominent", "Proper", "Pointed", "Latest", "Leading"}
AGAINST = {"Alien", "AlienMore", "AlienPlace", "Outdone", "Far", "Reported", "Noun", "Quotes", "Indefinite", "Later"}


def read(path):
    signs, rows = None, []
    for line in open(path, encoding="utf-8"):
        row = json.loads(line)
        if "signs" in row:
            signs = row["signs"]
            continue
        who = row["who"]
        same = lambda name: bool(who) and bool(name) and (who in name or name in who)
        row["right"] = [i for i, (name, _) in enumerate(row["given"]) if same(name)]
        row["candidates"] = [[(k, v) for k, v in enumerate(s) if v] for _, s in row["given"]]
        rows.append(row)
    return signs, rows


def scores(weights, row):
    return [sum(weights[k] * v for k, v in signs) for signs in row["candidates"]]


# An institution is no person.
BY_ASKED = {"Person": {"Body"}}


def fit(rows, signs, penalty, nobody, against=(), steps=800):
    count = len(signs)
    weights = [0.0] * count
    speed = [0.0] * count
    rows = [r for r in rows if r["candidates"]]
    total = len(rows)
    for step in range(steps):
        slope = [penalty * w for w in weights]
        for row in rows:
            values = scores(weights, row)
            most = max(max(values), 0.0)
            exps = [math.exp(v - most) for v in values]
            none = math.exp(-most)
            whole = sum(exps) + none
            if row["right"]:
                good, share = sum(exps[i] for i in row["right"]), 1.0
            else:
                good, share = none, nobody
            for i, mine in enumerate(row["candidates"]):
                p = exps[i] / whole
                q = (exps[i] / good if i in row["right"] else 0.0) if row["right"] else 0.0
                for k, v in mine:
                    slope[k] += share * (p - q) * v
        rate = 4.0 / total * (1.0 if step < steps * 0.7 else 0.3)
        for k in range(count):
            speed[k] = 0.8 * speed[k] - rate * slope[k]
            weights[k] += speed[k]
            if signs[k] in FOR and weights[k] < 0 or (signs[k] in AGAINST or signs[k] in against) and weights[k] > 0:
                weights[k] = speed[k] = 0.0
    return weights


def judge(weights, rows):
    """named right, named wrong, named left alone; unnamed left alone, unnamed given a name"""
    out = [0] * 5
    reach = 0
    for row in rows:
        values = scores(weights, row)
        best = max(range(len(values)), key=lambda i: values[i]) if values and max(values) > 0 else None
        reach += bool(row["right"])
        if row["who"]:
            out[0 if best in row["right"] else 2 if best is None else 1] += 1
        else:
            out[3 if best is None else 4] += 1
    return out, reach


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("choices", nargs="+")
    ap.add_argument("--check", action="append", default=[])
    ap.add_argument("--penalty", type=float, default=1.0)
    ap.add_argument("--nobody", type=float, default=0.5)
    args = ap.parse_args()
    signs, rows = None, []
    for path in args.choices:
        signs, more = read(path)
        rows += more
    checks = [(path, read(path)[1]) for path in args.check]
    for asked in ("Person", "Thing", "Description", "Institution"):
        mine = [r for r in rows if r["asked"] == asked]
        weights = fit(mine, signs, args.penalty, args.nobody, BY_ASKED.get(asked, ()))
        entries = [f"({signs[k]}, {w:.2f})" for k, w in enumerate(weights) if abs(w) >= 0.05]
        print(f"static {asked.upper()}: Signs = table([{', '.join(entries)}]);")
        for path, set_ in [(" ".join(args.choices), rows), *checks]:
            print(f"// {path}: {asked}", *judge(weights, [r for r in set_ if r["asked"] == asked]))


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Fits the weights of src/target.rs.

usage: fit-targets.py CHOICES.jsonl… [--check CHOICES.jsonl]… [--penalty X] [--third]

CHOICES.jsonl is what `cargo run --profile quick --example targets -- GOLD…` prints. Each decision is a choice among its
sentences and none of them; the weights make the right one likely (conditional logit, L2 penalty, plain gradient descent, no
chance in it). With --third, every third document (index % 3 == 2) of files named "dev" is left out of the fitting and
judged by itself. Prints the tables as Rust, and how many choices are right.
"""
import argparse, json, math, os

# What can only speak for a sentence, and only against one: a small gold must not teach the contrary.
FOR = {"Share", "Shared", "ShareSaid", "Thread", "NamesDenier", "Alleged", "Said", "PassedOn", "ReportsPassedOn", "ReportsMedia",
       "ChargeAlleged", "Latest", "LatestPointed", "LatestHere", "SameParagraph", "Held", "HeldDenial", "Most", "ShareBack", "AccusesDenier", "SaysOfDenier", "DenierDoes", "PrincipalDoes", "LatestButOne", "SaidAfterLead", "AnyPointed", "AnyEmphatic", "AnyWhole", "AnyRetort", "LatestRetort"}
AGAINST = {"Quoted", "Contentless", "Denied", "SameSide", "NothingShared", "BeforeFar", "AfterFar", "Unsaid"}
# What is known without counting: too rare in the gold to be learnt from it. Weights are pulled towards these instead of 0.
KNOWN = {"PrincipalDoes": 1.5}


def read(path):
    signs, rows = None, []
    for line in open(path, encoding="utf-8"):
        row = json.loads(line)
        if "signs" in row:
            signs = row["signs"]
            continue
        if row["asked"] == "Negation" and row["stance"] == "denies" and not row["about"]:
            continue  # a denial of what stands nowhere: says nothing about either
        row["right"] = [i for i, (sentence, _) in enumerate(row["given"]) if sentence in row["about"]]
        if row["about"] and not row["right"]:
            continue
        row["candidates"] = [[(k, v) for k, v in enumerate(s) if v] for _, s in row["given"]]
        rows.append(row)
    return signs, rows


def scores(weights, row):
    return [sum(weights[k] * v for k, v in signs) for signs in row["candidates"]]


def fit(rows, signs, penalty, steps=600):
    known = [KNOWN.get(sign, 0.0) for sign in signs]
    weights = list(known)
    speed = [0.0] * len(signs)
    rows = [r for r in rows if r["candidates"]]
    for step in range(steps):
        slope = [penalty * (w - k) for w, k in zip(weights, known)]
        for row in rows:
            values = scores(weights, row)
            most = max(max(values), 0.0)
            exps = [math.exp(v - most) for v in values]
            none = math.exp(-most)
            whole = sum(exps) + none
            good = sum(exps[i] for i in row["right"]) if row["right"] else none
            for i, mine in enumerate(row["candidates"]):
                change = exps[i] / whole - (exps[i] / good if i in row["right"] else 0.0)
                for k, v in mine:
                    slope[k] += change * v
        rate = 2.0 / len(rows) * (1.0 if step < steps * 0.7 else 0.3)
        for k in range(len(signs)):
            speed[k] = 0.8 * speed[k] - rate * slope[k]
            weights[k] += speed[k]
            if signs[k] in FOR and weights[k] < 0 or signs[k] in AGAINST and weights[k] > 0:
                weights[k] = speed[k] = 0.0
    return weights


def judge(weights, rows):
    """linked right, linked wrong, left alone wrongly; rightly left alone, linked where gold has none"""
    out = [0] * 5
    for row in rows:
        values = scores(weights, row)
        best = max(range(len(values)), key=lambda i: values[i]) if values and max(values) > 0 else None
        if row["right"]:
            out[0 if best in row["right"] else 2 if best is None else 1] += 1
        else:
            out[3 if best is None else 4] += 1
    return "right %d, wrong %d, none %d; of none: right %d, wrong %d" % tuple(out)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("choices", nargs="+")
    ap.add_argument("--check", action="append", default=[])
    ap.add_argument("--penalty", type=float, default=2.0)
    ap.add_argument("--third", action="store_true")
    args = ap.parse_args()
    signs, rows, aside = None, [], []
    for path in args.choices:
        signs, more = read(path)
        for row in more:
            out = args.third and "dev" in os.path.basename(row["file"]) and row["document"] % 3 == 2
            (aside if out else rows).append(row)
    checks = [("aside", aside)] + [(path, read(path)[1]) for path in args.check]
    for asked in ("Denial", "Negation", "Confirmation"):
        weights = fit([r for r in rows if r["asked"] == asked], signs, args.penalty)
        entries = ", ".join(f"({signs[k]}, {w:.2f})" for k, w in enumerate(weights) if abs(w) >= 0.05)
        print(f"static {asked.upper()}: Signs = table(&[{entries}]);")
        for name, set_ in [("fitted", rows), *checks]:
            print(f"// {name}: {judge(weights, [r for r in set_ if r['asked'] == asked])}")


if __name__ == "__main__":
    main()

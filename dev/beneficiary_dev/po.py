"""Merges and checks translation files. Runs in the venv's Python, which has polib."""

import collections
import os
import re
import sys

import polib

HEADER = {
    "Project-Id-Version": "Beneficiary Relations 19.0",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
}
ARABIC = {
    "Language": "ar",
    "Plural-Forms": "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 "
    "? 3 : n%100>=11 ? 4 : 5;",
}
PLACEHOLDER = re.compile(
    r"%\(\w+\)[-#0 +]*\d*(?:\.\d+)?[diouxXeEfFgGcrs]"  # %(name)s
    r"|%[-#0+]*\d*(?:\.\d+)?[dioxXeEfFgGcrs](?![\w%])"  # %s
    r"|\{\{.*?\}\}"  # {{ object.name }}
    r"|\{[\w.]*\}"  # {name}
    r"|</?[a-zA-Z][\w-]*"  # <strong and </strong
    r"|\bt-[\w-]+=\"[^\"]*\""  # t-out="…"
)


def read(path):
    """Return the entries of a file, without wrapping."""
    return polib.pofile(str(path), wrapwidth=0)


def merge(raw, pot, po):
    """Write ``pot`` from the raw export and bring ``po`` to it; tell what is untranslated."""
    exported = read(raw)
    old_entries = read(po) if os.path.exists(po) else []
    known = {entry.msgid: entry for entry in old_entries if not entry.obsolete}
    template, arabic = _empty(HEADER), _empty({**HEADER, **ARABIC})
    for entry in sorted(exported, key=lambda e: e.msgid):
        comments = {
            "comment": entry.comment,
            "occurrences": sorted(entry.occurrences),
            "flags": sorted(flag for flag in entry.flags if flag != "fuzzy"),
        }
        template.append(polib.POEntry(msgid=entry.msgid, **comments))
        old = known.pop(entry.msgid, None)
        arabic.append(
            polib.POEntry(
                msgid=entry.msgid,
                msgstr=old.msgstr if old else "",
                tcomment=old.tcomment if old else "",
                **{**comments, "flags": sorted(old.flags if old else comments["flags"])},
            )
        )
    template.save(str(pot), newline="\n")
    arabic.save(str(po), newline="\n")
    empty = [entry.msgid for entry in arabic if not entry.msgstr]
    print(f"{len(template)} terms, {len(empty)} untranslated, {len(known)} stale ones dropped.")
    for msgid in empty[:10]:
        print(f"  {msgid!r}")
    if len(empty) > 10:
        print(f'  … and {len(empty) - 10} more (msgstr "" in i18n/ar.po)')


def check(raw, pot, po):
    """Return what is wrong with the committed files."""
    wanted = {entry.msgid for entry in read(raw)}
    missing = [path for path in (pot, po) if not os.path.exists(path)]
    if missing:
        return [f"{path} is missing: run make i18n" for path in missing]
    try:
        template = {entry.msgid for entry in read(pot)}
        arabic = read(po)
    except OSError as error:
        return [str(error)]
    problems = [f"not in the .pot, run make i18n: {term!r}" for term in sorted(wanted - template)]
    problems += [f"stale in the .pot, run make i18n: {term!r}" for term in sorted(template - wanted)]
    terms = collections.Counter(entry.msgid for entry in arabic if not entry.obsolete)
    problems += [f"ar.po has it twice: {term!r}" for term, count in terms.items() if count > 1]
    problems += [f"ar.po lacks: {term!r}" for term in sorted(template - set(terms))]
    problems += [f"ar.po has it still: {term!r}" for term in sorted(set(terms) - template)]
    for entry in arabic:
        problems += [f"ar.po line {entry.linenum}: {text}" for text in _faults(entry)]
    return problems


def _faults(entry):
    """Yield what is wrong with one translation."""
    if entry.obsolete:
        yield f"obsolete: {entry.msgid!r}"
        return
    if entry.fuzzy:
        yield f"fuzzy: {entry.msgid!r}"
    if not entry.msgstr.strip():
        yield f"untranslated: {entry.msgid!r}"
        return
    source = collections.Counter(PLACEHOLDER.findall(entry.msgid))
    target = collections.Counter(PLACEHOLDER.findall(entry.msgstr))
    if source != target:
        lost, added = list((source - target).elements()), list((target - source).elements())
        yield f"placeholders differ (lost {lost}, added {added}): {entry.msgid!r}"
    if (entry.msgid[-1:] == "\n") != (entry.msgstr[-1:] == "\n"):
        yield f"only one of both ends with a line break: {entry.msgid!r}"


def _empty(metadata):
    file = polib.POFile(wrapwidth=78)
    file.metadata = dict(metadata)
    return file


def main(args):
    """Run ``merge`` or ``check`` on the raw export, the .pot and the .po."""
    name, *paths = args
    if name == "merge":
        merge(*paths)
        return 0
    problems = check(*paths)
    print("\n".join(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

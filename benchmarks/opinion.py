"""Opinions of American courts, made up, with citations as such courts write them.

They are the kind of text that eyecite reads, for measuring it beside our plugins on theirs. The
words are ours and the cases are invented; reporters, courts and codes are real. Most opinions of a
federal court of appeals have 20,000 to 60,000 characters; with two citations per 1,000 characters
where the text of a statute decides, and five where precedents do.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from random import Random

LENGTH = 30_000  # characters of one opinion
DENSITY = 3.0  # citations per 1,000 characters, of all forms together

# How often each form of citation stands in a hundred.
FORMS = {
    "full": 30,
    "short": 20,
    "id": 25,
    "supra": 4,
    "statute": 15,
    "regulation": 4,
    "article": 2,
}
SIGNALS = ("", "", "", "See ", "See ", "See also ", "Cf. ", "But see ", "See, e.g., ", "Accord ")
PARTIES = """Alder Bracewell Coldwater Dunmore Eastlake Farrow Gilchrist Harkness Ingersoll Jessup
Kettering Lockhart Marchetti Northam Ocampo Pemberton Quarles Rosenthal Stavros Thackeray Underhill
Villareal Whitcombe Yarborough Zielinski""".split()  # noqa: SIM905 - a list of 25 literals reads worse
BODIES = (
    "United States", "City of Fairhaven", "Board of Education of Linden Township", "Commissioner",
    "Tri-County Savings Bank", "Meridian Freight Lines, Inc.", "State", "Department of Labor",
    "Harbor Point Insurance Co.", "Secretary of Health & Human Services", "Ashby Chemical Corp.",
    "National Association of Grain Dealers",
)  # fmt: skip
TELLING = *[""] * 8, " (per curiam)", " (en banc)", " (holding that notice came too late)"
REPORTERS = (  # with the volumes it has and the courts that stand beside the year
    ("U.S.", 300, 570, ("",)),
    ("U.S.", 300, 570, ("",)),
    ("S. Ct.", 90, 140, ("",)),
    ("F.2d", 300, 999, ("2d Cir. ", "5th Cir. ", "9th Cir. ", "D.C. Cir. ")),
    ("F.3d", 1, 999, ("1st Cir. ", "4th Cir. ", "7th Cir. ", "9th Cir. ", "Fed. Cir. ")),
    ("F.3d", 1, 999, ("3d Cir. ", "6th Cir. ", "8th Cir. ", "10th Cir. ", "11th Cir. ")),
    ("F.4th", 1, 60, ("2d Cir. ", "9th Cir. ")),
    ("F. Supp. 2d", 1, 999, ("S.D.N.Y. ", "N.D. Cal. ", "E.D. Pa. ", "D. Mass. ")),
    ("N.E.2d", 400, 999, ("Ill. ", "Ind. ", "Ohio ")),
    ("P.2d", 300, 999, ("Cal. ", "Wash. ", "Kan. ")),
    ("A.2d", 200, 999, ("N.J. ", "Pa. ", "Md. ")),
    ("So. 2d", 300, 999, ("Fla. ", "La. ")),
    ("Cal. App. 4th", 1, 240, ("",)),
)
CODES = ("28 U.S.C.", "29 U.S.C.", "42 U.S.C.", "5 U.S.C.", "18 U.S.C.", "Cal. Gov't Code")
REGULATIONS = ("29 C.F.R.", "20 C.F.R.", "40 C.F.R.", "45 C.F.R.")
JOURNALS = ("Harv. L. Rev.", "Yale L.J.", "Mich. L. Rev.", "Stan. L. Rev.")
SENTENCES = (
    "The district court granted summary judgment on each of the four claims, and this appeal "
    "followed.",
    "We review the grant of summary judgment de novo, drawing every reasonable inference in favor "
    "of the party that did not move for it.",
    "A dispute is genuine only where a reasonable jury could find for either side on the record "
    "as it stands.",
    "The plaintiff began work at the depot in March 1998 and received favorable reviews in each of "
    "the eleven years that followed.",
    "On the morning of June 4, 2009, her supervisor told her that the position would not be "
    "renewed.",
    "He gave no reason at the time, and the letter that arrived nine days later gave only one.",
    "That letter, which is Exhibit 14 to the complaint, speaks of a reduction in force.",
    "The complaint pleads two claims under § 1983 and one under § 12112(a) of the Act.",
    "Two of the three employees who remained had less seniority than she did. (J.A. 112-15.)",
    "The agency argues that its reading of the rule is entitled to deference.",
    "We disagree, because the text leaves no gap for an agency to fill.",
    "A court begins with the words that Congress chose, and where they are plain it ends there as "
    "well.",
    "Nothing in the legislative history, to the extent that it matters, points the other way.",
    "The burden then shifts to the employer to state a legitimate reason for what it did.",
    "That burden is one of production, not of persuasion, and it is not a heavy one.",
    "Temporal proximity alone may suffice at the first step, but it rarely carries a plaintiff "
    "through the last.",
    "Whether the officer's belief was reasonable turns on what he knew when he opened the door, "
    "not on what was learned afterwards.",
    "The magistrate judge found that the warrant described the premises with enough particularity, "
    "and we see no clear error in that finding.",
    "Qualified immunity protects an official unless the right was clearly established at the time "
    "of the conduct.",
    "We have never required a case on all fours, but existing precedent must have placed the "
    "question beyond debate.",
    "The defendant relies on a line of decisions from other circuits that predate the amendment of "
    "1991.",
    "Those decisions dealt with a different statute, and the difference matters here.",
    "An objection that was not raised below is forfeited, and we reach it only for plain error.",
    "Counsel conceded as much at oral argument.",
    "The parties stipulated to the amount of the invoices, which came to $412,760 before interest.",
    "Under the contract, notice had to be given within 30 days of the event that gave rise to the "
    "claim.",
    "The notice went out on day 47, and no one contends that it was earlier.",
    "Standing requires an injury that is concrete, that can be traced to the conduct complained "
    "of, and that a favorable decision would redress.",
    "We assume without deciding that the association may sue on behalf of its members.",
    "The jury deliberated for two days and returned a verdict for the plaintiff on Counts I and "
    "III.",
    "The instruction, read as a whole, stated the law correctly.",
    "Any error in admitting the report was harmless in light of the testimony of three other "
    "witnesses.",
    "The dissent would read the exception more broadly, but it cites no authority for that reading "
    "and we have found none.",
    "For these reasons the judgment is affirmed in part, vacated in part, and remanded for further "
    "proceedings.",
    "The panel that heard the first appeal left this question open, and it is squarely presented "
    "now.",
    "Our sister circuits are divided, though less deeply than the briefs suggest.",
    "The state court's decision rested on an adequate and independent ground.",
)


def opinions(count: int, length: int = LENGTH, density: float = DENSITY) -> list[str]:
    """So many opinions, each of about *length* characters; the same ones at every call."""
    return [_opinion(Random(seed), length, density) for seed in range(count)]  # noqa: S311


def _opinion(random: Random, length: int, density: float) -> str:
    """Paragraphs of sentences, each followed by citations until there are enough of them."""
    citations = _citations(random)
    text, cited = "", 0
    while len(text) < length:
        text += random.choice(SENTENCES)
        missing = round(density * len(text) / 1000) - cited
        if missing > 0:
            listed = "; ".join(islice(citations, missing)).replace("; Id.", ". Id.")
            text += f" {'' if listed.startswith('Id.') else random.choice(SIGNALS)}{listed}."
            cited += missing
        text += "\n\n" if random.random() < 0.15 else " "
    return text.strip()


def _citations(random: Random) -> Iterator[str]:
    """Citations without end; the short ones go back to a case that has been cited in full."""
    known = [_Case(random)]
    yield known[0].full
    while True:
        (form,) = random.choices(list(FORMS), list(FORMS.values()))
        page = random.randint(1, 40)
        if form == "full":
            known.append(_Case(random))
            yield known[-1].full
        elif form == "short":
            yield random.choice(known[-6:]).short(page)
        elif form == "supra":
            yield f"{random.choice(known).plaintiff}, supra, at {page}"
        elif form == "id":
            yield random.choice((f"Id. at {page}", f"Id. at {page}-{page + 1}"))
        elif form == "article":
            author, journal = random.choice(PARTIES), random.choice(JOURNALS)
            volume = random.randint(60, 130)
            yield f"{author}, On Notice, {volume} {journal} {page * 9}, {page * 10}"
        else:
            code = random.choice(CODES if form == "statute" else REGULATIONS)
            section = random.randint(100, 2600)
            yield f"{code} § {section}{random.choice(('', '(a)', '(b)(2)', '-3'))}"


class _Case:
    """A case as it is cited."""

    def __init__(self, random: Random) -> None:
        self.plaintiff, opponent = random.sample(PARTIES, 2)
        defendant = random.choice((opponent, *BODIES))
        self.reporter, lowest, highest, courts = random.choice(REPORTERS)
        self.volume = random.randint(lowest, highest)
        self.page = random.randint(1, 1200)
        when = f"({random.choice(courts)}{random.randint(1948, 2022)})"
        at = f"{self.volume} {self.reporter} {self.page}, {self.page + random.randint(1, 20)}"
        self.full = f"{self.plaintiff} v. {defendant}, {at} {when}{random.choice(TELLING)}"

    def short(self, page: int) -> str:
        """Cited again: "Alder, 531 U.S. at 104"."""
        return f"{self.plaintiff}, {self.volume} {self.reporter} at {self.page + page}"

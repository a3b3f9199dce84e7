"""The slices that a journal counts, and what is asked of them directly."""

import json
import math
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean

from spread import Spread

JVM = "java"


@dataclass(frozen=True)
class Slice:
    block: int
    round: int
    scenario: str
    stack: str
    instance: int
    log_rate: float
    steal: float


@dataclass(frozen=True)
class Slices:
    """Of complete blocks; of a round that was repeated, the repetition."""

    reference: str
    on_jvm: set[str]
    counted: list[Slice] = field(default_factory=list)

    @staticmethod
    def read(journal: Path) -> "Slices":
        events = [json.loads(line) for line in journal.read_text(encoding="utf-8").splitlines()]
        began = next(event for event in events if event["event"] == "run-started")
        complete = {e["deployment"] + f".{e['attempt']}" for e in events if e["event"] == "deployment-ended" and e["complete"]}
        last: dict[tuple, tuple[int, Slice]] = {}
        for event in events:
            if event["event"] != "trial-measured" or event["slot"]["purpose"] != "block":
                continue
            slot, turn = event["slot"], event["slot"].get("turn")
            if turn is None or f"{turn['deployment']}.{turn['attempt']}" not in complete:
                continue
            machine, load = event["machine"], event["load"]
            measured = Slice(
                slot["block"], turn["round"], slot["scenario"], slot["stack"], turn["instance"],
                math.log(load["ok"] / load["durationS"]), machine["stealNs"] / machine["capacityNs"],
            )
            key = (slot["block"], turn["round"], slot["scenario"], turn["server"])
            known = last.get(key)
            if known is None or turn["repeat"] >= known[0]:
                last[key] = (turn["repeat"], measured)
        on_jvm = {stack["stack"] for stack in began["stacks"] if stack["language"] == JVM}
        return Slices(began["referenceStack"], on_jvm, [measured for _, measured in last.values()])

    def means(self, stacks: set[str], by) -> dict[tuple, float]:
        """Mean log rates of those stacks' slices, by what `by` says of each."""
        groups = defaultdict(list)
        for measured in self.counted:
            if measured.stack in stacks:
                groups[by(measured)].append(measured.log_rate)
        return {key: mean(values) for key, values in groups.items()}


def steal(slices: Slices) -> float:
    return mean(measured.steal for measured in slices.counted)


def canary(slices: Slices) -> Spread:
    """The first server of the reference stack over the second, block by block."""
    means = slices.means({slices.reference}, lambda s: (s.block, s.instance))
    blocks = sorted({block for block, _ in means})
    return Spread([means[block, 1] - means[block, 2] for block in blocks if (block, 2) in means])


def drift(slices: Slices) -> Spread:
    """Rows on a JVM over the reference stack, the last round over the first, block by block."""
    rounds = [measured.round for measured in slices.counted]
    first, last = min(rounds), max(rounds)
    if first == last:
        return Spread([])
    jvm = slices.means(slices.on_jvm, lambda s: (s.block, s.round))
    reference = slices.means({slices.reference}, lambda s: (s.block, s.round))
    blocks = sorted({block for block, _ in jvm})
    return Spread([(jvm[b, last] - reference[b, last]) - (jvm[b, first] - reference[b, first]) for b in blocks])

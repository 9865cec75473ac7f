"""An evaluation scheme as the documents publish it, and the rules that it must keep.

Rulebook 3 and 4: methods, price scores, benchmark families, small-enterprise policy, low prices.
"""

from collections.abc import Callable
from fractions import Fraction

from ratios import STAGES, Refusal, Stage, exact, minor_units, only_keys, positive

MINOR_DIGITS = {"CNY": 2, "JPY": 0}
TRACK_METHODS = {"ENG": ("M1", "M2"), "GP": ("M3", "M4"), "FOREIGN": ("F1",)}
SUBJECTS = ("WORKS", "GOODS", "SURVEY", "DESIGN", "SUPERVISION", "EPC", "SERVICE")
SCORE_SCALE = 10_000  # a score has at most 4 decimals


class Criterion:
    """One scored factor other than the price (12号令 35; 87号令 55)."""

    def __init__(self, source: dict) -> None:
        only_keys(source, ("id", "name", "weight", "full", "kind", "part", "dark", "aggregation"))
        self.id = source["id"]
        self.weight = positive(source["weight"], "weight")
        self.full = positive(source["full"], "full")
        self.share = self.weight / self.full
        self.full_units = self.full * SCORE_SCALE
        self.kind, self.part = source["kind"], source["part"]
        if self.kind not in ("panel", "objective") or self.part not in ("technical", "business"):
            raise Refusal("CRITERION")
        if source.get("aggregation") != "mean":
            raise Refusal("AGGREGATION")


class Scheme:
    """A checked evaluation scheme; all figures as exact fractions."""

    KEYS = ("v", "title", "track", "subject", "funding", "method", "currency", "ceiling", "floor",
            "repeated_bidder", "missing_price", "price", "criteria", "policy", "low_price",
            "rounding", "ties", "candidates", "columns")
    stage = Stage  # who counts how often a stage rounds puts another class here

    def __init__(self, source: dict) -> None:
        only_keys(source, self.KEYS)
        if source.get("v") != 1:
            raise Refusal("VERSION")
        self.track, self.method = source["track"], source["method"]
        self.subject, self.funding = source["subject"], source.get("funding")
        if self.track not in TRACK_METHODS or self.subject not in SUBJECTS:
            raise Refusal("TRACK_OR_SUBJECT")
        if self.method not in TRACK_METHODS[self.track]:
            raise Refusal("NOT_IN_TRACK")
        self.scored = self.method in ("M2", "M4")
        self.currency = source["currency"]
        if self.currency not in MINOR_DIGITS:
            raise Refusal("CURRENCY")
        self.digits = MINOR_DIGITS[self.currency]
        self.major = 10**self.digits
        self.ceiling = self._limit(source, "ceiling")
        self.floor = self._limit(source, "floor")
        if self.floor is not None and self.track != "FOREIGN":
            raise Refusal("MIN_PRICE_FORBIDDEN")  # 条例 27; 87号令 12
        self.number_repeated = source.get("repeated_bidder", "refuse") == "number"
        self.absent_allowed = source.get("missing_price", "refuse") == "absent"
        self._read_stages(source.get("rounding") or {})
        self._read_price(source)
        self._read_policy(source.get("policy"))
        self._read_low_price(source.get("low_price") or [])
        self._read_order(source)

    def _limit(self, source: dict, key: str) -> int | None:
        return minor_units(source[key], self.digits) if key in source else None

    def _read_stages(self, rounding: dict) -> None:
        only_keys(rounding, STAGES)
        stages = {name: self.stage(name, rounding.get(name)) for name in STAGES}
        self.stages = list(stages.values())
        self.at_adjusted = stages["adjusted_price"]
        self.at_benchmark = stages["benchmark"]
        self.at_deviation = stages["deviation_rate"]
        self.at_score = stages["price_score"]
        self.at_average = stages["member_average"]
        self.at_part = stages["weighted_part"]
        self.at_total = stages["total"]
        self.exactly = Stage("objective", None)

    def _read_price(self, source: dict) -> None:
        """Price formula, criteria and weights (87号令 55; 12号令 35-37)."""
        self.criteria = []
        if not self.scored:
            if "price" in source or source.get("criteria"):
                raise Refusal("NOT_IN_METHOD price or criteria")
            return
        price = source["price"]
        only_keys(price, ("weight", "full", "benchmark", "score"))
        self.price_weight = positive(price["weight"], "weight")
        self.price_full = positive(price["full"], "full")
        self.price_share = self.price_weight / self.price_full
        self._read_benchmark(price["benchmark"])
        score = price["score"]
        self.score_kind = score["kind"]
        if self.score_kind == "two_slope":
            only_keys(score, ("kind", "above", "below", "minimum"))
            self.above, self.below = exact(score["above"]), exact(score["below"])
            self.minimum = exact(score["minimum"])
            if not self.above > self.below > 0:
                raise Refusal("SLOPES_NOT_ORDERED")
        elif self.score_kind == "step":
            only_keys(score, ("kind", "above", "below", "greatest"))
            self.above = positive(score["above"], "above")
            self.below = positive(score["below"], "below")
            self.greatest = positive(score["greatest"], "greatest") if "greatest" in score else None
            if self.greatest is not None and self.greatest > self.price_full:
                raise Refusal("FORMULA_INCOMPLETE greatest")
        elif self.score_kind == "symmetric":
            only_keys(score, ("kind", "factor", "minimum"))
            self.factor, self.minimum = positive(score["factor"], "factor"), exact(score["minimum"])
            if not 0 <= self.minimum <= self.price_full:
                raise Refusal("FORMULA_INCOMPLETE minimum")
        else:
            only_keys(score, ("kind",))
            if self.score_kind != "ratio":
                raise Refusal("SCORE")
        self.low_price_first = self.benchmark_kind == "lowest" and self.score_kind == "ratio"
        self.criteria = [Criterion(entry) for entry in source.get("criteria", [])]
        if len({c.id for c in self.criteria}) != len(self.criteria):
            raise Refusal("DUPLICATE_CRITERION")
        if self.price_weight + sum(c.weight for c in self.criteria) != 100:
            raise Refusal("WEIGHTS_NOT_100")
        if self.method == "M4":  # 87号令 55
            if not self.low_price_first:
                raise Refusal("NOT_LOW_PRICE_FIRST")
            least = {"GOODS": 30, "SERVICE": 10}.get(self.subject, 0)
            if self.price_weight < least:
                raise Refusal("WEIGHT_BELOW_FLOOR")
        self.by_id = {c.id: c for c in self.criteria}

    def _read_benchmark(self, bench: dict) -> None:
        """Benchmark family (rulebook 3.3 B1 to B6) and what of it is drawn."""
        kind = self.benchmark_kind = bench["kind"]
        self.drawn_lists = {}  # label -> published values as fractions of one
        self.draws = {}        # label -> count, or None for the bidders
        self.trim = None
        if kind == "trimmed_mean":
            self._read_mean(bench)
        elif kind == "reduced_mean":
            only_keys(bench, ("kind", "mean", "k"))
            self._read_mean(bench["mean"])
            self._read_list("k", bench["k"], lambda value: 0 <= value < 1)
        elif kind == "composite":
            only_keys(bench, ("kind", "ceiling_weight", "drawn_weight", "lowest_weight",
                              "delta", "k"))
            self.bench_weights = [positive(bench[key], key) / 100 for key in
                                  ("ceiling_weight", "drawn_weight", "lowest_weight")]
            if sum(self.bench_weights) != 1:
                raise Refusal("WEIGHTS_NOT_100 benchmark")
            self.draws["b_rand"] = None
            self._read_list("delta", bench["delta"], lambda value: 0 <= value < 1)
            self._read_list("k", bench["k"], lambda value: 0 < value <= 1)
        elif kind == "ceiling_mean":
            only_keys(bench, ("kind", "ceiling_weight", "mean"))
            self.bench_weight = positive(bench["ceiling_weight"], "ceiling_weight") / 100
            if self.bench_weight > 1:
                raise Refusal("NOT_A_PERCENTAGE")
            self._read_mean(bench["mean"])
        elif kind in ("lowest", "mean"):
            only_keys(bench, ("kind",))
        else:
            raise Refusal("BENCHMARK")

    def _read_mean(self, mean: dict) -> None:
        """A plain or trimmed mean (B1, B2)."""
        if mean["kind"] == "mean":
            only_keys(mean, ("kind",))
            return
        if mean["kind"] != "trimmed_mean":
            raise Refusal("MEAN")
        only_keys(mean, ("kind", "drop_highest", "drop_lowest", "from_bids"))
        self.trim = mean["drop_highest"], mean["drop_lowest"], mean["from_bids"]
        if self.trim[2] <= self.trim[0] + self.trim[1]:
            raise Refusal("TRIM_LEAVES_NOTHING")

    def _read_list(self, label: str, values: list, admits: Callable[[Fraction], bool]) -> None:
        """The published percentages of one parameter: several are drawn from, one is fixed."""
        rates = [exact(value) / 100 for value in values]
        if not rates or not all(admits(rate) for rate in rates):
            raise Refusal(f"LIST {label}")
        if len(set(rates)) != len(rates):
            raise Refusal("DRAW_VALUE_REPEATED")
        self.drawn_lists[label] = rates
        if len(rates) > 1:
            self.draws[label] = len(rates)

    def _read_policy(self, policy: dict | None) -> None:
        """Small-enterprise policy: kind and bands (财库〔2022〕19号; rulebook 3.6)."""
        self.policy_kind = None
        if policy is None:
            return
        only_keys(policy, ("kind", "small", "joint"))
        if self.track == "FOREIGN" or (self.track == "ENG" and self.funding != "GP"):
            raise Refusal("POLICY_NOT_IN_TRACK")
        bonus = self.method == "M2" and not self.low_price_first
        if policy["kind"] != ("score_bonus" if bonus else "price_deduction"):
            raise Refusal("POLICY_KIND")
        self.policy_kind = policy["kind"]
        self.small_rate = exact(policy["small"])
        self.joint_rate = exact(policy["joint"]) if "joint" in policy else None
        small_band, joint_band = ((10, 20), (4, 6)) if self.track == "GP" else ((3, 5), (1, 2))
        if not small_band[0] <= self.small_rate <= small_band[1]:
            raise Refusal("SME_RATE_OUT_OF_BAND")
        if self.joint_rate is not None and not joint_band[0] <= self.joint_rate <= joint_band[1]:
            raise Refusal("SME_RATE_OUT_OF_BAND")

    def _read_low_price(self, packs: list) -> None:
        """Abnormally-low-price rules (财库〔2026〕2号; rulebook 4.2 and 4.4)."""
        self.packs = []
        for pack in packs:
            if pack.get("pack") == "GP-2026-2":
                only_keys(pack, ("pack", "average", "second_lowest", "ceiling"))
                values = [exact(pack[key]) for key in ("average", "second_lowest", "ceiling")]
                if any(value > 65 for value in values):
                    raise Refusal("THRESHOLD_OVER_65")
                if any(value < base for value, base in zip(values, (50, 50, 45))):
                    raise Refusal("THRESHOLD_BELOW_BASE")
                self.packs.append(("GP-2026-2", [value / 100 for value in values]))
            elif pack.get("pack") == "L1":
                only_keys(pack, ("pack", "below_mean", "below_ceiling"))
                values = [exact(pack[key]) for key in ("below_mean", "below_ceiling")]
                self.packs.append(("L1", [1 - value / 100 for value in values]))
            else:
                raise Refusal("PACK")

    def _read_order(self, source: dict) -> None:
        """Tie chain and number of candidates (87号令 57; rulebook 14)."""
        if "ties" not in source or "candidates" not in source:
            raise Refusal("FORMULA_INCOMPLETE")
        *self.chain, self.chain_end = source["ties"]
        if self.chain_end not in ("equal_rank", "open") or len(set(self.chain)) != len(self.chain) \
                or any(step not in ("price", "technical") for step in self.chain):
            raise Refusal("TIES")
        self.seats = source["candidates"]
        if not 1 <= self.seats <= (3 if self.track == "ENG" else 99):
            raise Refusal("CANDIDATES")

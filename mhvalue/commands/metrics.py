"""`metrics`: the long list, and how far some files are from allowing each metric."""

from collections.abc import Sequence
from typing import Any

from mhvalue.catalogue.loader import load, long_list
from mhvalue.catalogue.schema import Catalogue, Metric, Term
from mhvalue.readiness import Readiness
from mhvalue.workspace import Workspace

Json = dict[str, Any]


def metrics(together: Workspace, *, all_known: bool = False) -> list[Json]:
    """The metrics of the long list in its order, with their readiness where files are given.

    With `all_known` those made of other published figures and of the files' own headings follow.
    """
    catalogue = together.catalogue if together.files else load()
    states = together.readiness if together.files else {}
    names = tuple(catalogue.metrics) if all_known else long_list()
    return [_metric(catalogue.metrics[name], catalogue, states.get(name)) for name in names]


def summary(found: Sequence[Json]) -> str:
    """The list for a person at a terminal."""
    lines = []
    for metric in found:
        state = f"{metric['readiness']:<7}" if "readiness" in metric else ""
        lines.append(f"{state}{metric['id']:<28} {metric['name']} ({metric['unit'] or 'number'})")
        if metric.get("missing"):
            lines.append(f"{'':<7}missing: {', '.join(metric['missing'])}")
    return "\n".join(lines) + "\n"


def _metric(metric: Metric, catalogue: Catalogue, state: Readiness | None) -> Json:
    told: Json = {
        "id": metric.id,
        "name": metric.name,
        "question": metric.question,
        "theme": metric.theme,
        "lens": metric.lens,
        "setting": metric.setting,
        "kind": metric.kind,
        "numerator": [_term(term, catalogue) for term in metric.numerator],
        "denominator": [_term(term, catalogue) for term in metric.denominator],
        "value": metric.value,
        "multiplier": metric.multiplier,
        "unit": metric.unit,
        "time_base": metric.time_base,
        "spread": metric.spread,
        "better": "neither" if metric.better == "neutral" else metric.better,
        "target": metric.target,
        "target_source": metric.target_source,
        "source": list(metric.sources),
        "frequency": metric.frequency,
        "caveats": metric.caveats,
        "balancing": metric.balancing,
        "inpatient_first": metric.inpatient_first,
        "mhsds": list(metric.mhsds),
    }
    if state is not None:
        told |= {"readiness": state.state, "missing": list(state.missing), "reason": state.reason}
    return told


def _term(term: Term, catalogue: Catalogue) -> Json:
    """The product of some items times a weight, for one group or everybody."""
    names = [catalogue.items[i].name if i in catalogue.items else i for i in term.items]
    return {
        "items": list(term.items),
        "names": names,
        "weight": term.weight,
        "breakdown": term.breakdown,
        "group": term.group,
    }

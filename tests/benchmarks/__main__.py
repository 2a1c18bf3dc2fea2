"""Run every bench_*.py of this folder and print its ratios: `python start.py bench`.

Each of those modules has `run() -> list[Ratio]`. The exit code is 1 where a bound is broken or
nothing was measured.
"""

import sys
from collections.abc import Iterator, Sequence
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from ratio import Ratio


def measure(folder: Path) -> Iterator[Ratio]:
    """The ratios of every benchmark in the folder, in order of their names."""
    for path in sorted(folder.glob("bench_*.py")):
        spec = spec_from_file_location(path.stem, path)
        if spec is None or spec.loader is None:
            raise ImportError(f"{path} is no Python module.")
        module = module_from_spec(spec)
        # Frozen dataclasses look their module up while it is being made.
        sys.modules[path.stem] = module
        spec.loader.exec_module(module)
        yield from module.run()


def table(ratios: Sequence[Ratio]) -> str:
    """One line a ratio: what was measured, the ratio, its bound and whether it holds."""
    width = max([len(ratio.what) for ratio in ratios])
    lines = [f"{'ours / theirs':<{width}}  ratio  bound"]
    for ratio in ratios:
        verdict = "pass" if ratio.holds else "FAIL"
        lines.append(f"{ratio.what:<{width}}  {ratio.value:5.2f}  {ratio.bound:5.2f}  {verdict}")
    return "\n".join(lines)


def main(folder: Path) -> int:
    ratios = list(measure(folder))
    if not ratios:
        print(f"No benchmark was found: there is no bench_*.py in {folder.name}.")
        return 1
    print(table(ratios))
    broken = sum(not ratio.holds for ratio in ratios)
    print(f"{len(ratios) - broken} passed, {broken} failed")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(Path(__file__).resolve().parent))

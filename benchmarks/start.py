"""Time whole commands from a cold start: the median of several runs, with the fastest and the slowest.

usage: start.py [--runs 10] [--articles FILE]

FILE is a file of a few articles; without one, the example newsroom. Run it on an idle machine.
"""

import argparse
import statistics
import subprocess
import sys
import time
from pathlib import Path

NEWSROOM = Path(__file__).resolve().parent.parent / "examples" / "newsroom" / "articles.txt"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("--articles", type=Path, default=NEWSROOM)
    options = parser.parse_args()
    print("| command | runs | median | fastest | slowest |\n| --- | ---: | ---: | ---: | ---: |")
    for words in (["--help"], ["check", str(options.articles), "--fail-on", "never"]):
        took = sorted(timed([str(Path(sys.executable).with_name("tadqiq")), *words]) for _ in range(options.runs))
        shown = " ".join(Path(word).name if "/" in word else word for word in words)
        print(f"| `tadqiq {shown}` | {options.runs} | {statistics.median(took):.2f} s | {took[0]:.2f} s | {took[-1]:.2f} s |")


def timed(command: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()

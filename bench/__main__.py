"""Run every bench: `python -m bench`, or only some: `python -m bench times places`.

Each bench prints its table and fails below its floor. What needs the data to check with (`../shared`) says so and is
passed over where it is absent.
"""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def benches() -> list[str]:
    """Return the names of the benches, in order."""
    return sorted(p.parent.name for p in HERE.glob("*/run.py"))


def main(names: list[str]) -> int:
    """Run the benches and return how many fell under their floor."""
    fallen = []
    for name in names or benches():
        print(f"\n== {name} ==", flush=True)
        if subprocess.run([sys.executable, "-m", f"bench.{name}.run"], cwd=HERE.parent, check=False).returncode:
            fallen.append(name)
    print(f"\nunder their floor: {', '.join(fallen) or 'none'}")
    return len(fallen)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

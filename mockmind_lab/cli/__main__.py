"""``python -m mockmind_lab.cli``."""

from __future__ import annotations

from mockmind_lab.cli.main import main

raise SystemExit(main())

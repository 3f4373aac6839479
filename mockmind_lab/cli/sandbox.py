"""``mockmind sandbox``: the image that the Docker backend runs."""

from __future__ import annotations

from pathlib import Path

import click

__all__ = ["sandbox"]

_BASE = "python:3.13-slim-bookworm"  # as in the Dockerfile
_LOCAL_BASE = "mockmind-sandbox-base"


@click.group
def sandbox() -> None:
    """Build and check the image that the Docker sandbox runs."""


@sandbox.command
@click.option("--check", is_flag=True, help="Build nothing; say whether the image is there and current.")
@click.option("--base", metavar="IMAGE", help=f"Image to build on: any Debian with Python 3. [{_BASE}]")
@click.option(
    "--base-tarball", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False),
    help="Root file system to build on, as mmdebstrap or `docker export` makes it; needs no registry.",
)  # fmt: skip
@click.option(
    "--packages", metavar="NAMES",
    help="Debian packages to add, for other languages than Python, separated by spaces; '' for none. "
    "[nodejs g++ default-jdk-headless golang-go; none with --base-tarball]",
)  # fmt: skip
@click.option("--quiet", is_flag=True, help="Leave out what the engine says.")
def build(
    check: bool, base: str | None, base_tarball: Path | None, packages: str | None, quiet: bool
) -> None:
    """Build the image, unless the one there is current already and nothing else is asked for."""
    from mockmind_lab.errors import SandboxUnavailable
    from mockmind_lab.host import load_config
    from mockmind_lab.sandbox.docker import DockerSandbox
    from mockmind_lab.sandbox.engine import connect
    from mockmind_lab.sandbox.image import PACKAGES, build_image, check_image, import_base

    if base and base_tarball:
        raise click.UsageError("Give --base or --base-tarball, not both.")
    settings = DockerSandbox(config=load_config())
    client = connect(settings.engine)
    try:
        if check or not (base or base_tarball or packages):
            try:
                identity = check_image(client, settings.image)
            except SandboxUnavailable:
                if check:
                    raise
            else:
                click.echo(f"{settings.image} is current ({_short(identity)}).")
                return
        if packages is None:
            packages = "" if base_tarball else PACKAGES
        if base_tarball:
            import_base(client, base_tarball, name=_LOCAL_BASE)
            base = _LOCAL_BASE
        identity = build_image(
            client,
            settings.image,
            arguments={"BASE": base or _BASE, "PACKAGES": packages},
            network=bool(packages),
            say=(lambda _: None) if quiet else click.echo,
        )
        click.echo(f"{settings.image} is built ({_short(identity)}).")
    finally:
        client.close()


def _short(identity: str) -> str:
    return identity.removeprefix("sha256:")[:12]

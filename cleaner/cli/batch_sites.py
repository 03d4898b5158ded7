"""``cleaner batch --learn-sites``: a pass over the inputs before the run itself."""

from __future__ import annotations

import argparse
import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import UsageError, say
from .inputs import STDIN

if TYPE_CHECKING:
    from ..corpus.settings import Settings

__all__ = ["add_sites_option", "with_learned_sites"]


def add_sites_option(parser: argparse.ArgumentParser) -> None:
    """Adds ``--learn-sites``."""
    parser.add_argument(
        "--learn-sites",
        action="store_true",
        help="read everything twice: first learn what stands on many pages of each site, then take it out;"
        " kept in OUT.sites.json",
    )


def with_learned_sites(args: argparse.Namespace, settings: Settings, workers: int) -> Settings:
    """The settings with the profiles that the inputs teach; those of before for a run that goes on.

    The file stands beside the run's folder, which must be empty when the run begins; nor is a file that
    stands there already overwritten.
    """
    if not args.learn_sites:
        return settings
    if args.site_profile is not None:
        raise UsageError("--learn-sites and --site-profile exclude each other")
    if STDIN in args.names:
        raise UsageError("--learn-sites reads the inputs twice; standard input can be read only once")
    folder = Path(args.output)
    if folder.name in ("", ".."):
        raise UsageError(f"--learn-sites writes beside OUT, to OUT.sites.json; {folder} has no name for that")
    path = folder.with_name(f"{folder.name}.sites.json")
    known = args.resume and path.is_file()
    taken = not args.resume and folder.is_dir() and any(folder.iterdir())
    if taken:  # the run refuses this folder, and says why
        return settings
    if known:
        _check(path)
    elif os.path.lexists(path):
        raise UsageError(
            f"{path}: is there already, not overwritten; remove it, choose another OUT, or give it to"
            " --site-profile"
        )
    else:
        from ..corpus.learning import learn_inputs
        from ..corpus.run import check_options

        check_options(settings)  # the run does it too, but only when all has been learned
        profiles = learn_inputs(args.names, settings, workers)
        path.parent.mkdir(parents=True, exist_ok=True)
        profiles.save(path)
        if not args.quiet:
            blocks = sum(len(profile.blocks) for profile in profiles.sites.values())
            say(f"cleaner: {blocks} blocks repeat on {len(profiles.sites)} sites; see {path}")
    return replace(settings, cleaning=replace(settings.cleaning, site_profile=str(path)))


def _check(path: Path) -> None:
    """Raises ``UsageError`` for a file that was not learned by the run that goes on."""
    from ..sites import SiteProfileError, SiteProfiles

    try:
        SiteProfiles.load(path)
    except SiteProfileError as error:
        raise UsageError(str(error)) from error

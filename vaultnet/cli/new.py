"""`new`: a note for somebody who has none."""

from datetime import datetime

import click

from vaultnet import new_note
from vaultnet.cli.context import setting, today_option
from vaultnet.cli.page import tell


@click.command()
@click.argument("name", nargs=-1, required=True)
@today_option
def new(name: tuple[str, ...], *, today: datetime | None) -> None:
    """Create a note for a person, from your own template if vaultnet.toml names one.

    It goes into the folder that holds most of your people. A name that another note already has is refused.
    """
    here = setting(None, today)
    loaded = here.load()
    title = new_note.free_name(" ".join(name), new_note.names_taken(loaded, here.config))
    folder = new_note.folder_for(loaded.network.people, here.config.people)
    path = f"{folder}/{title}.md" if folder else f"{title}.md"
    new_note.make_sure_of(here.root, path, loaded)
    text = new_note.person_note(here.root, path, here.now(), here.config, loaded.seen.reading)
    new_note.create(here.root, path, text)
    tell(f"{path} written")

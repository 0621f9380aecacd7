"""`completion`: the shell completes commands, options and names. Rule: a key press is answered at once, or not at all.

Names are those that the cache knows: what was noted since the last command is not asked for, and nothing ever fails.
"""

import os
from collections.abc import Iterator
from datetime import datetime

import click
from click.shell_completion import CompletionItem, get_completion_class

from vaultnet.cli.context import any_day_option
from vaultnet.text.spelling import folded
from vaultnet.vault.find import find_vault

_PROGRAM, _VARIABLE = "vaultnet", "_VAULTNET_COMPLETE"


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@any_day_option
@click.pass_context
def completion(ctx: click.Context, shell: str, today: datetime | None) -> None:
    """Print the script that completes commands and names in bash, zsh or fish.

    \b
    bash, in ~/.bashrc:   eval "$(vaultnet completion bash)"
    zsh, in ~/.zshrc:     eval "$(vaultnet completion zsh)"
    fish, once:           vaultnet completion fish > ~/.config/fish/completions/vaultnet.fish
    """  # noqa: D301 - click means the sign itself
    del today  # no day matters here
    made = get_completion_class(shell)
    assert made is not None
    found = made(ctx.find_root().command, {}, _PROGRAM, _VARIABLE)
    click.echo(found.source_template % found.source_vars())


def names(ctx: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The people whose name, or further name, begins with what is typed."""
    try:
        begun, shell = folded(incomplete), os.environ.get(_VARIABLE, "").partition("_")[0]
        found = sorted({name for name in _known(ctx) if folded(name).startswith(begun) and name.isprintable()})
    except Exception:  # noqa: BLE001 - half a line is no place to tell a fault: the command that is typed will
        return []
    if shell == "fish":
        return [CompletionItem(name) for name in found if "," not in name]  # click's script ends them there
    return [CompletionItem(_quoted(name) if shell == "bash" else name) for name in found]


def _known(ctx: click.Context) -> Iterator[str]:
    """The names of everybody in the cache but the user."""
    from vaultnet.model.facts import PERSON  # noqa: PLC0415 - only names need the cache
    from vaultnet.network.names import name_of  # noqa: PLC0415 - likewise
    from vaultnet.vault.cache import read_facts, read_manifest, unpack  # noqa: PLC0415 - likewise
    from vaultnet.vault.config import read_config  # noqa: PLC0415 - likewise
    from vaultnet.vault.settings import reading  # noqa: PLC0415 - likewise

    root = find_vault(ctx.find_root().params.get("vault") or os.environ.get("VAULTNET_VAULT") or None)
    manifest = read_manifest(root) if root else None
    if root is None or manifest is None:
        return
    how, _ = reading(root, read_config(root), manifest.settings)
    for path, (_, packed) in read_facts(root, how).items():
        facts = unpack(path, packed)
        if facts.kind == PERSON and facts.card and not (facts.card.is_self or facts.left_out):
            yield name_of(path)
            yield from facts.card.names


def _quoted(name: str) -> str:
    """The name for bash, which quotes nothing by itself: within quotes as it is, else with two backslashes.

    Two, because click's script reads one of them away.
    """
    words, at = os.environ.get("COMP_WORDS", "").split("\n"), int(os.environ.get("COMP_CWORD", "0"))
    if "".join(words[at : at + 1]).startswith(("'", '"')):
        return name
    return "".join(sign if sign.isalnum() or sign in "-_./@" else f"\\\\{sign}" for sign in name)

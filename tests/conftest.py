"""A vault to try things on, away from the developer's own files."""

from collections.abc import Callable, Iterator, Mapping
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings
from vaults import Vault

settings.register_profile("daily", max_examples=40)
settings.load_profile("daily")


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Home folders that nobody has used yet."""
    folder = tmp_path_factory.mktemp("homes")
    return (folder / str(number) for number in count(1))


@pytest.fixture(autouse=True)
def home(homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder of its own for each test, with cache and state in it."""
    place = next(homes)
    place.mkdir()
    monkeypatch.setenv("HOME", str(place))
    monkeypatch.setenv("XDG_CACHE_HOME", str(place / "cache"))
    monkeypatch.setenv("XDG_STATE_HOME", str(place / "state"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(place / "config"))
    monkeypatch.delenv("VAULTNET_VAULT", raising=False)
    return place


@pytest.fixture
def vault(tmp_path: Path) -> Callable[[Mapping[str, str | bytes]], Vault]:
    """`vault({path: text})` makes a vault."""

    def make(notes: Mapping[str, str | bytes]) -> Vault:
        made = Vault(tmp_path / "vault")
        made.folder.mkdir(exist_ok=True)
        for path, text in notes.items():
            made.write(path, text)
        return made

    return make


@pytest.fixture
def vault_here(
    vault: Callable[[Mapping[str, str | bytes]], Vault], monkeypatch: pytest.MonkeyPatch
) -> Callable[[Mapping[str, str | bytes]], Path]:
    """`vault_here({path: text})` makes a vault, changes into it, and returns its folder."""

    def make(notes: Mapping[str, str | bytes]) -> Path:
        made = vault(notes)
        (made.folder / ".obsidian").mkdir(exist_ok=True)
        monkeypatch.chdir(made.folder)
        return made.folder

    return make

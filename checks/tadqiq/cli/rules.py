"""List, explain and test rules."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tadqiq.cli import options as o

rules_app = typer.Typer(help="List and test rules.", no_args_is_help=True, rich_markup_mode=None)


@rules_app.command("list")
def rules_list(lang: o.LanguageOption = o.Language.en) -> None:
    """Print every rule: code, level, whether it is on by default, name, message."""
    from tadqiq.verify.packs import builtin

    for rule in builtin():
        typer.echo(f"{rule.code}  {rule.level:<7}  {'on ' if rule.default else 'off'}  {rule.name:<32}  {rule.message[lang.value]}")


@rules_app.command("test")
def rules_test(
    pack: Annotated[
        Path | None, typer.Argument(help="A folder of rules, or one rule file; the shipped packs without it.", metavar="[PACK]")
    ] = None,
) -> None:
    """Run the examples that stand in rule files; exit 1 if one fails."""
    from tadqiq.engines import pick
    from tadqiq.verify.corpus import examples
    from tadqiq.verify.packs import builtin, read

    outcomes = list(examples(builtin() if pack is None else read(pack), pick("local")))
    failed = [outcome for outcome in outcomes if not outcome.ok]
    for outcome in failed:
        typer.echo(str(outcome))
    typer.echo(f"{len(outcomes) - len(failed)} of {len(outcomes)} examples hold")
    raise typer.Exit(1 if failed else 0)


@rules_app.command("explain", hidden=True)
def explain(
    code: Annotated[str, typer.Argument(help="A rule's code or name.", metavar="CODE")],
    lang: o.LanguageOption = o.Language.ar,
) -> None:
    """Say what a rule looks for, why, with examples that it finds and that it leaves alone."""
    from tadqiq.verify.choice import select
    from tadqiq.verify.packs import builtin
    from tadqiq.verify.pages import page

    for rule in select(builtin(), [code]):
        typer.echo(page(rule, lang.value))

"""The program and its groups, to which every file of this package adds commands."""

import typer

app = typer.Typer(
    help="Decode who supports whom, and estimate what comes next.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help starts twice as fast
)
actors_app = typer.Typer(help="Who: the dated registry.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(actors_app, name="actors")
scenario_app = typer.Typer(help="What next: scenarios of a case.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(scenario_app, name="scenario")

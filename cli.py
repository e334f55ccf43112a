"""The job without a screen: template, check, score, report, sample, pack, bring, backup, audit, kit."""

import sys
from collections.abc import Sequence

from commands import audit, backup, check, kit, package, report, sample, score, template
from commands.usage import STOPPED, USAGE, Parser, UsageError, print_message

COMMANDS = (
    template.add_template_command,
    check.add_check_command,
    score.add_score_command,
    report.add_report_command,
    sample.add_sample_command,
    package.add_package_commands,
    backup.add_backup_commands,
    audit.add_audit_command,
    kit.add_kit_command,
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; 0 done, 1 something was refused (the rest is written), 2 wrong usage."""
    try:
        arguments = _parser().parse_args(argv)
        return int(arguments.run(arguments))
    except UsageError as error:
        print_message(str(error))
    except OSError as error:
        print_message(
            f"Berkas tidak dapat dibaca atau ditulis: {error.filename or 'ruang simpan penuh atau terkunci'}."
        )
    except KeyboardInterrupt:
        print_message("Dihentikan.")
        return STOPPED
    finally:
        _close_stores()
    return USAGE


def _close_stores() -> None:
    """Fold what a command wrote into the store's file; help and wrong usage never imported a store."""
    if store := sys.modules.get("storage"):
        store.close_stores()


def _parser() -> Parser:
    parser = Parser(prog="cli.py", description="Siap Cerdas tanpa layar.")
    commands = parser.add_subparsers(required=True, metavar="PERINTAH", title="perintah")
    for add_command in COMMANDS:
        add_command(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())

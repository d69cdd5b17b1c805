#!/usr/bin/env python
"""Django's command line, which first brings up the embedded database where no other is named."""

import os
import sys

from config import embedded

WITHOUT_DATABASE = {"build_assets", "collectstatic", "compilemessages", "help", "makemessages", "version"}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.development")
    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    if command not in WITHOUT_DATABASE:
        embedded.ensure_started()
    from django.core.management import execute_from_command_line  # noqa: PLC0415  # settings need the started database

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()

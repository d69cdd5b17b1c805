"""What schools does by itself."""

from core.periodic import every_run
from schools.services.invitations import lapse_invitations

every_run("schools.lapse_invitations")(lapse_invitations)

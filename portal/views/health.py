from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.queries.health import health_report
from portal.policies import can_see_health


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """For machines: 200 while all runs, 503 with what is wrong. Tells nothing about anybody."""
    report = health_report()
    text = "ok\n" if report.is_well else "".join(f"{problem}\n" for problem in report.problems)
    return HttpResponse(text, content_type="text/plain; charset=utf-8", status=200 if report.is_well else 503)


@login_required
@require_safe
def show_health(request: HttpRequest) -> HttpResponse:
    """The same for people, with figures."""
    if not can_see_health(request.user):
        raise Http404
    report = health_report()
    minutes = int(report.oldest_due.total_seconds() // 60) if report.oldest_due else 0
    return render(request, "portal/health.html", {"report": report, "oldest_minutes": minutes})

"""What officers work with inside the Wagtail admin: wiring is in vetting.wagtail_hooks, rules in services and policies."""

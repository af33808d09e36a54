"""The machine: conversation engine, durable inbox and outbox, case rules, channels and loops."""

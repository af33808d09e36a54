"""The door: chat page, its requests and events, webhooks, health and metrics."""

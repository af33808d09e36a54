"""The loops: dispatcher, courier, collector, timers."""
